using System.Runtime.InteropServices;
using FashionOrleans.Contracts;

namespace FashionOrleans.Silo;

/// <summary>
/// Wakes every shard and the models of every catalogue when the silo has started, so that the first shopper does not wait for them.
/// </summary>
sealed partial class CatalogWarmup(IGrainFactory grains, TimeProvider time, ILogger<CatalogWarmup> log) : BackgroundService
{
    // A large catalogue loads for minutes.
    const int Attempts = 300;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var catalogs = await grains.GetGrain<ICatalogDirectoryGrain>(0).ListAsync(stoppingToken);
            await Task.WhenAll(catalogs.Select(catalog => grains.GetGrain<ICatalogGrain>(catalog.Name).GetStatusAsync(stoppingToken)));
            await Task.WhenAll(catalogs
                .Select(catalog => catalog.Settings.Model)
                .Append(CatalogSettings.DefaultModel)
                .Distinct(StringComparer.Ordinal)
                .Select(model => grains.GetGrain<IEmbeddingGrain>(model).DescribeAsync(stoppingToken)));
            await Task.WhenAll(catalogs.Select(catalog => AskWhenReadyAsync(catalog, stoppingToken)));
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Nothing depends on it: what is not warm loads at its first use, and fails there with its own sentence.
            LogNotWarm(exception.Message);
        }
        catch (OperationCanceledException)
        {
        }
    }

    async Task AskWhenReadyAsync(Catalog catalog, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await AskAsync(catalog, stop);
                return;
            }
            catch (FashionOrleansException exception) when (exception.Code == ErrorCodes.NotReady && attempt < Attempts)
            {
                await Task.Delay(Pause, time, stop);
            }
        }
    }

    /// <summary>Asks once, so that the first shopper does not wait for the code to be compiled.</summary>
    Task<Recommendations> AskAsync(Catalog catalog, CancellationToken stop)
    {
        var direction = Enumerable.Repeat(1f, catalog.Dimension).ToArray();
        var example = new Example(Embedding: MemoryMarshal.AsBytes(direction.AsSpan()).ToArray());
        return grains.GetGrain<ICoordinatorGrain>(catalog.Name).RecommendAsync(new RecommendationQuery([example], [], K: 1, default), stop);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not everything could be loaded ahead: {Reason}")]
    partial void LogNotWarm(string reason);
}
