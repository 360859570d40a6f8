using System.Threading.Channels;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Ingestion;

/// <summary>
/// Reading, comparing and sending at the same time, joined by short channels: at any moment at most
/// <c>in-flight + 7</c> batches (and an encoded copy of each that is under way) are in memory, whatever the size of the data set.
/// </summary>
/// <remarks>
/// One reader (a disk and an archive are read best in order) → one comparer (asks the server which items it has at the
/// same revision, and collects the others into full batches) → <see cref="IngestSettings.InFlight"/> senders.
/// </remarks>
sealed class IngestPipeline(FashionOrleansClient client, IngestSettings settings, IngestTally tally, TimeProvider clock)
{
    // A batch waits here while the stage after it is busy; more would only be memory.
    const int ChannelCapacity = 2;

    // After an interruption, requests under way get so long to finish.
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Runs until everything is accounted for, or <paramref name="interrupt"/> asks to stop.</summary>
    /// <param name="items">What to store.</param>
    /// <param name="uploader">Sends.</param>
    /// <param name="compare">False when the catalogue is empty: then there is nothing to compare with.</param>
    /// <param name="interrupt">Reading stops, requests under way finish, the rest is dropped.</param>
    public async Task RunAsync(ItemReader items, Uploader uploader, bool compare, CancellationToken interrupt)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        using var abort = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        await using var grace = interrupt.Register(() => abort.CancelAfter(Grace));
        var read = Channel.CreateBounded<IReadOnlyList<PendingItem>>(ChannelCapacity);
        var changed = Channel.CreateBounded<IReadOnlyList<PendingItem>>(ChannelCapacity);

        List<Task> stages =
        [
            StageAsync(() => ReadAsync(items, read.Writer, stop.Token), stop, abort),
            StageAsync(() => CompareAsync(read.Reader, changed.Writer, compare, stop.Token), stop, abort),
        ];
        for (var sender = 0; sender < settings.InFlight; sender++)
            stages.Add(StageAsync(() => SendAsync(changed.Reader, uploader, stop.Token, abort.Token), stop, abort));
        await Task.WhenAll(stages);
        interrupt.ThrowIfCancellationRequested();
    }

    // The first stage that fails takes the others down with it; its exception is the one that counts.
    static async Task StageAsync(Func<Task> stage, CancellationTokenSource stop, CancellationTokenSource abort)
    {
        try
        {
            await Task.Run(stage, CancellationToken.None);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch
        {
            await stop.CancelAsync();
            await abort.CancelAsync();
            throw;
        }
    }

    async Task ReadAsync(ItemReader items, ChannelWriter<IReadOnlyList<PendingItem>> output, CancellationToken stop)
    {
        var batches = new BatchBuilder(settings.BatchItems, settings.BatchBytes);
        await foreach (var item in items.ReadAsync(stop))
        {
            foreach (var batch in batches.Add(item)) await output.WriteAsync(batch, stop);
        }

        await output.WriteAsync(batches.Take(), stop);
        output.Complete();
    }

    async Task CompareAsync(
        ChannelReader<IReadOnlyList<PendingItem>> input, ChannelWriter<IReadOnlyList<PendingItem>> output, bool compare, CancellationToken stop)
    {
        var batches = new BatchBuilder(settings.BatchItems, settings.BatchBytes);
        await foreach (var chunk in input.ReadAllAsync(stop))
        {
            foreach (var item in compare ? await ChangedAsync(chunk, stop) : chunk)
            {
                foreach (var batch in batches.Add(item)) await output.WriteAsync(batch, stop);
            }
        }

        await output.WriteAsync(batches.Take(), stop);
        output.Complete();
    }

    async Task<IEnumerable<PendingItem>> ChangedAsync(IReadOnlyList<PendingItem> chunk, CancellationToken stop)
    {
        var stored = await client.LookupItemsAsync(settings.Catalog, [.. chunk.Select(item => item.Upload.Id)], stop);
        var revisions = stored.ToDictionary(item => item.Id, item => item.Revision, StringComparer.Ordinal);
        var changed = chunk.Where(item => revisions.GetValueOrDefault(item.Upload.Id) != item.Upload.Revision).ToList();
        tally.AddUnchanged(chunk.Count - changed.Count);
        return changed;
    }

    static async Task SendAsync(
        ChannelReader<IReadOnlyList<PendingItem>> input, Uploader uploader, CancellationToken stop, CancellationToken abort)
    {
        while (await input.WaitToReadAsync(stop))
        {
            while (!stop.IsCancellationRequested && input.TryRead(out var batch)) await uploader.SendAsync(batch, abort);
        }
    }
}
