using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using FashionOrleans.Contracts;
using FashionOrleans.Ingest.Feeds;
using FashionOrleans.Ingest.Fetching;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Jobs;

/// <remarks>
/// Pictures of many rows are fetched at the same time; rows are stored and acknowledged in their order, so that one number says how far the job is.
/// </remarks>
sealed partial class IngestRun
{
    readonly HashSet<string> _lately = new(StringComparer.Ordinal);
    readonly Queue<string> _order = new();

    async Task StoreRowsAsync(IAsyncEnumerable<FeedRow> rows, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var window = new FetchWindow(2 * tools.Fetching.MaxConcurrent, WaitingBytes);
        var pending = Channel.CreateBounded<Task<PreparedRow>>(new BoundedChannelOptions(WindowRows) { SingleReader = true, SingleWriter = true });
        var reading = PrepareAsync(rows, window, pending.Writer, end.Token);
        var batch = new List<PreparedRow>(BatchRows);
        var bytes = 0L;
        try
        {
            await foreach (var preparing in pending.Reader.ReadAllAsync(end.Token))
            {
                if (batch.Count > 0 && !preparing.IsCompleted && await Task.WhenAny(preparing, Task.Delay(Patience, tools.Time, end.Token)) != preparing)
                {
                    await StoreAsync();
                }

                var row = await preparing;
                batch.Add(row);
                bytes += row.Bytes;
                if (batch.Count >= BatchRows || bytes >= BatchBytes)
                {
                    await StoreAsync();
                }
            }

            await StoreAsync();
        }
        catch (FeedException)
        {
            await StoreAsync();
            throw;
        }
        finally
        {
            await end.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task StoreAsync()
        {
            await StoreBatchAsync(batch, stop);
            window.Release((int)bytes);
            batch.Clear();
            bytes = 0;
        }
    }

    /// <summary>Starts to fetch the pictures of row after row. A feed that is broken in the middle ends what is to be stored, after the rows before that.</summary>
    async Task PrepareAsync(IAsyncEnumerable<FeedRow> rows, FetchWindow window, ChannelWriter<Task<PreparedRow>> pending, CancellationToken stop)
    {
        try
        {
            var preparation = tools.Rows;
            var done = _record.Read;
            await foreach (var chunk in ChunksAsync(rows.Where(row => row.Number > done), stop))
            {
                var known = await FindKnownAsync(chunk, stop);
                foreach (var row in chunk)
                {
                    await window.StartAsync(stop);
                    var item = row.Id is { } itemId ? known.GetValueOrDefault(itemId, KnownItem.Nothing) : KnownItem.Nothing;
                    await pending.WriteAsync(PrepareAsync(row, item), stop);
                }
            }

            pending.Complete();

            async Task<PreparedRow> PrepareAsync(FeedRow row, KnownItem item)
            {
                PreparedRow? prepared = null;
                try
                {
                    return prepared = await preparation.PrepareAsync(row, item, stop);
                }
                finally
                {
                    window.End(prepared?.Bytes ?? 0);
                }
            }
        }
        catch (Exception exception)
        {
            pending.Complete(exception);
        }
    }

    /// <summary>Rows in lists of a batch's length. Where the feed is broken the rows before that come first.</summary>
    static async IAsyncEnumerable<List<FeedRow>> ChunksAsync(IAsyncEnumerable<FeedRow> rows, [EnumeratorCancellation] CancellationToken stop)
    {
        var chunk = new List<FeedRow>(BatchRows);
        ExceptionDispatchInfo? broken = null;
        await using var source = rows.GetAsyncEnumerator(stop);
        while (true)
        {
            try
            {
                if (!await source.MoveNextAsync())
                {
                    break;
                }
            }
            catch (FeedException exception)
            {
                broken = ExceptionDispatchInfo.Capture(exception);
                break;
            }

            chunk.Add(source.Current);
            if (chunk.Count == BatchRows)
            {
                yield return chunk;
                chunk = new List<FeedRow>(BatchRows);
            }
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }

        broken?.Throw();
    }

    /// <summary>What is there of the items of some rows. Of an item that another row of the feed has had lately nothing counts as known: that row may not be stored yet.</summary>
    async Task<Dictionary<string, KnownItem>> FindKnownAsync(List<FeedRow> chunk, CancellationToken stop)
    {
        var ids = chunk.Select(row => row.Id).OfType<string>().Where(ItemId.IsValid).GroupBy(item => item, StringComparer.Ordinal)
            .Where(same => same.Count() == 1 && !_lately.Contains(same.Key)).Select(same => same.Key).ToImmutableArray();
        Remember(chunk);
        var revisions = await PersistAsync(token => tools.Grains.GetGrain<IItemsGrain>(_job.Catalog).GetRevisionsAsync(ids, token), stop);
        var stored = revisions.Where(item => item.Revision is not null).ToDictionary(item => item.Id, item => item.Revision!, StringComparer.Ordinal);
        var sources = await tools.Store.FindSourcesAsync(_job.Catalog, stored.Keys, stop);
        var tags = sources.Where(source => stored[source.Id] == source.Revision)
            .ToDictionary(source => source.Id, source => new PictureTag(source.ETag, source.LastModified), StringComparer.Ordinal);
        return stored.ToDictionary(item => item.Key, item => new KnownItem(item.Value, tags.GetValueOrDefault(item.Key)), StringComparer.Ordinal);
    }

    /// <summary>Remembers the ids of as many rows as may wait to be stored.</summary>
    void Remember(List<FeedRow> chunk)
    {
        foreach (var itemId in chunk.Select(row => row.Id).OfType<string>().Where(_lately.Add))
        {
            _order.Enqueue(itemId);
        }

        while (_order.Count > WindowRows + (3 * BatchRows))
        {
            _lately.Remove(_order.Dequeue());
        }
    }

    async Task StoreBatchAsync(List<PreparedRow> batch, CancellationToken stop)
    {
        if (batch.Count == 0)
        {
            return;
        }

        var uploads = batch.Select(row => row.Upload).OfType<ItemUpload>().ToImmutableArray();
        var write = Guid.NewGuid();
        ImmutableArray<ItemOutcome> outcomes = uploads.IsEmpty
            ? []
            : await PersistAsync(token => tools.Grains.GetGrain<IItemsGrain>(_job.Catalog).UpsertAsync(write, uploads, token), stop);
        var refused = new List<RefusedRow>();
        var sources = new List<StoredSource>();
        var (stored, next) = (0, 0);
        foreach (var row in batch)
        {
            var outcome = row.Upload is null ? null : outcomes[next++];
            if (row.Refusal is { } refusal)
            {
                refused.Add(refusal);
            }
            else if (outcome is { Stored: false })
            {
                refused.Add(new RefusedRow(row.Number, row.Id, outcome.Code!, outcome.Detail!));
            }
            else
            {
                stored += row.Upload is null ? 0 : 1;
                if (row.Source is { } source)
                {
                    sources.Add(source);
                }
            }
        }

        var record = _record with
        {
            Read = batch[^1].Number,
            Stored = _record.Stored + stored,
            Unchanged = _record.Unchanged + batch.Count - stored - refused.Count,
            Refused = _record.Refused + refused.Count,
        };
        var kept = refused.Take((int)Math.Max(0, RefusalsKept - _record.Refused)).ToArray();
        await SaveAsync(record, stop, refused: kept, sources: sources);
        tools.Metrics.Acknowledged(_job.Catalog, stored, batch.Count - stored - refused.Count, refused.Select(row => row.Code));
    }
}
