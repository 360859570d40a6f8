using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Balancing;
using Orleans.Concurrency;

namespace FashionOrleans.Grains.Operations;

/// <inheritdoc cref="IClusterStatusGrain"/>
/// <remarks>Several who ask within a second share one look, so that many open pages cost no more than one.</remarks>
[Reentrant, StatelessWorker(maxLocalWorkers: 1)]
public sealed class ClusterStatusGrain(ClusterMembers members, SiloWatchClient watches, ShardDirectory directory, TimeProvider time) : Grain, IClusterStatusGrain
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    Task<ClusterStatus>? _look;
    long _begun;

    /// <inheritdoc/>
    public Task<ClusterStatus> GetAsync()
    {
        if (_look is null || time.GetElapsedTime(_begun) >= Fresh)
        {
            _begun = time.GetTimestamp();
            _look = LookAsync();
        }

        return _look;
    }

    async Task<ClusterStatus> LookAsync()
    {
        var unread = new List<string>();
        var now = time.GetUtcNow();
        var silos = LookAtSilosAsync(unread);
        var models = TryAsync("The model packs", [], stop => GrainFactory.GetGrain<IModelDirectoryGrain>(0).ListAsync(stop), unread);
        var catalogs = await TryAsync("The catalogues", [], stop => GrainFactory.GetGrain<ICatalogDirectoryGrain>(0).ListAsync(stop), unread);
        var migrations = await Task.WhenAll(catalogs.Select(catalog => ReadMigrationAsync(catalog.Name, unread)));
        var answered = await silos;
        return new ClusterStatus(
            now,
            answered,
            directory.Map,
            catalogs,
            await models,
            [.. migrations.OfType<MigrationReport>()],
            LatencySums.Of(answered.SelectMany(silo => silo.Report?.Queries ?? []), now),
            LatencySums.Of(answered.SelectMany(silo => silo.Report?.Writes ?? []), now),
            [.. unread]);
    }

    async Task<ImmutableArray<SiloStanding>> LookAtSilosAsync(List<string> unread)
    {
        var known = await TryAsync("The membership", members.Known(), members.ReadAsync, unread);
        return [.. await Task.WhenAll(known.Select(AskAsync))];
    }

    async Task<SiloStanding> AskAsync(SiloStanding silo)
    {
        if (silo.Status == SiloStatus.Dead)
        {
            return silo;
        }

        try
        {
            return silo with { Report = await Watched(watches.On(silo.Silo).ReportAsync()).WaitAsync(Patience, time) };
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // Silence is what there is to report.
            return silo;
        }
    }

    async Task<MigrationReport?> ReadMigrationAsync(string catalog, List<string> unread)
    {
        try
        {
            return await TryAsync<MigrationReport?>(
                $"The migration of '{catalog}'", null, async stop => await GrainFactory.GetGrain<IMigrationGrain>(catalog).GetReportAsync(stop), unread);
        }
        catch (FashionOrleansException)
        {
            return null;
        }
    }

    /// <summary>Reads something within the patience; what it cannot read is said.</summary>
    async Task<T> TryAsync<T>(string what, T otherwise, Func<CancellationToken, Task<T>> read, List<string> unread)
    {
        using var late = new CancellationTokenSource(Patience, time);
        try
        {
            return await Watched(read(late.Token)).WaitAsync(late.Token);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException or OperationCanceledException
            or FashionOrleansException { Code: not (ErrorCodes.NoMigration or ErrorCodes.UnknownCatalog) })
        {
            unread.Add($"{what} could not be read: {(exception is OperationCanceledException ? $"no answer within {Patience.TotalSeconds:0} s" : exception.Message)}");
            return otherwise;
        }
    }

    /// <summary>A call that is given up may fail later, when nobody looks.</summary>
    static Task<T> Watched<T>(Task<T> call)
    {
        call.Ignore();
        return call;
    }
}
