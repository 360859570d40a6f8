using System.Collections.Immutable;
using System.Text.Json;
using FashionOrleans.Contracts;
using FashionOrleans.SampleCatalog;

namespace FashionOrleans.Web.Hosting;

/// <summary>Fills the catalogue <c>demo</c> with drawn products, those that it does not have yet.</summary>
sealed partial class DemoCatalog(IGrainFactory grains, IHostApplicationLifetime lifetime, ILogger<DemoCatalog> log) : BackgroundService
{
    public const string Name = "demo";
    const int BatchSize = 32;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        try
        {
            await FillAsync(stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // The server goes on with the products that it has.
            LogNotFilled(exception);
        }
        catch (OperationCanceledException)
        {
        }
    }

    async Task FillAsync(CancellationToken stop)
    {
        await grains.GetGrain<ICatalogGrain>(Name).CreateAsync(new CatalogSettings(), stop);
        var items = grains.GetGrain<IItemsGrain>(Name);
        var products = SampleProducts.Create();
        var known = await items.GetRevisionsAsync([.. products.Select(product => product.Id)], stop);
        var knownIds = known.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        var missing = products.Where(product => !knownIds.Contains(product.Id)).ToArray();
        foreach (var batch in missing.Chunk(BatchSize))
        {
            var uploads = await Task.Run(() => batch.AsParallel().AsOrdered().Select(Draw).ToImmutableArray(), stop);
            await items.UpsertAsync(Guid.NewGuid(), uploads, stop);
        }

        LogFilled(products.Count, missing.Length);
    }

    static ItemUpload Draw(SampleProduct product) =>
        new(product.Id, product.RenderJpeg(), default, JsonSerializer.SerializeToUtf8Bytes(product.Attributes), null);

    [LoggerMessage(Level = LogLevel.Information, Message = "The demo catalogue has {Products} products, {Drawn} of them drawn just now")]
    partial void LogFilled(int products, int drawn);

    [LoggerMessage(Level = LogLevel.Error, Message = "The demo catalogue could not be filled")]
    partial void LogNotFilled(Exception exception);
}
