using FashionOrleans.Contracts;
using FashionOrleans.Grains.Observing;
using FashionOrleans.Grains.Placement;
using FashionOrleans.Grains.Queries;
using FashionOrleans.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace FashionOrleans.Grains.Migrations;

/// <inheritdoc cref="IMigrationGrain"/>
/// <remarks>
/// It only looks and decides: the work is done by the shards that stand by, which also wake it wherever it is lost. The store says what is the case,
/// so that a second activation after a failure does no harm.
/// </remarks>
[Reentrant, RequireRole(SiloRoles.Storage)]
public sealed partial class MigrationGrain(
    IItemStore store, IMigrationStore migrations, SiloCalls silos, MigrationMetrics metrics, TimeProvider time, ILogger<MigrationGrain> log)
    : Grain, IMigrationGrain, IDisposable
{
    static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LagToClose = TimeSpan.FromSeconds(2);
    static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(1);

    readonly SemaphoreSlim _deciding = new(1, 1);
    string? _trouble;

    string Name => this.GetPrimaryKeyString();

    SpaceExchange Exchange => new(store, migrations, GrainFactory, time);

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(LookAsync, new GrainTimerCreationOptions(Period, Period) { Interleave = true });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        metrics.Ended(Name);
        return Task.CompletedTask;
    }

    /// <summary>Called by the runtime.</summary>
    public void Dispose() => _deciding.Dispose();

    /// <inheritdoc/>
    public Task<MigrationReport> BeginAsync(MigrationRequest request, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            RequireValid(request);
            var answering = await RequireCatalogAsync(cancellationToken);
            if (await migrations.FindStandbyAsync(Name, cancellationToken) is { } standby)
            {
                throw UnderWay(answering, standby, request.Model);
            }

            if (answering.Settings.Model == request.Model && !request.Again)
            {
                throw Invalid($"'{Name}' is embedded with {request.Model} already. Name another model, or say \"again\": true when the pack has got a new version.");
            }

            // Loads it too: a pack that is missing or damaged is told now.
            var model = await GrainFactory.GetGrain<IEmbeddingGrain>(request.Model).DescribeAsync(cancellationToken);
            var record = new MigrationRecord(
                answering.Settings.Model, model.Name, answering.Generation, request.PicturesPerSecond, request.Label, request.Automatic, time.GetUtcNow());
            standby = await migrations.CreateStandbyAsync(answering, model.Name, model.Dimension, record.Write(), cancellationToken)
                ?? throw new FashionOrleansException(ErrorCodes.MigrationUnderWay, $"A migration of '{Name}' has just begun. Look at GET /api/v1/catalogs/{Name}/migration.");
            LogBegun(Name, record.From, record.To);
            await WakeAsync(standby);
            return await ReportAsync(record, cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<MigrationReport> GetReportAsync(CancellationToken cancellationToken)
    {
        await RequireCatalogAsync(cancellationToken);
        return await ReportAsync((await RequireRecordAsync(cancellationToken)).Record, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<MigrationReport> SwitchAsync(MigrationSide side, bool leaveOut, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            await SwitchInTurnAsync(side, leaveOut, cancellationToken);
            return await ReportAsync((await RequireRecordAsync(cancellationToken)).Record, cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<MigrationReport> EndAsync(CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            var (text, record) = await RequireRecordAsync(cancellationToken);
            if (await migrations.FindStandbyAsync(Name, cancellationToken) is { } standby)
            {
                await store.DropCatalogAsync(standby, cancellationToken);
                await Task.WhenAll(standby.AllShards().Select(key => Shard(key).ReleaseAsync()));
                LogEnded(Name, standby.Settings.Model);
            }

            if (record.EndedAt is null)
            {
                record = record with { EndedAt = time.GetUtcNow() };
                await migrations.SaveMigrationAsync(Name, text, record.Write(), cancellationToken);
            }

            return await ReportAsync(record, cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<double?> PaceAsync(CancellationToken cancellationToken) =>
        await migrations.FindMigrationAsync(Name, cancellationToken) is { } text && await store.FindCatalogAsync(Name, cancellationToken) is { } answering
            ? MigrationRecord.Read(text).PicturesPerSecond / answering.Settings.Shards
            : null;

    async Task SwitchInTurnAsync(MigrationSide side, bool leaveOut, CancellationToken cancellationToken)
    {
        var answering = await RequireCatalogAsync(cancellationToken);
        var (text, record) = await RequireRecordAsync(cancellationToken);
        if (await migrations.FindStandbyAsync(Name, cancellationToken) is not { } standby)
        {
            throw NoMigration();
        }

        var isAfter = answering.Generation != record.FromGeneration;
        if (isAfter != (side == MigrationSide.After))
        {
            await Exchange.RunAsync(answering, standby, leaveOut, cancellationToken);
            LogSwitched(Name, standby.Settings.Model);
        }

        // Whoever switches by hand goes on by hand.
        var next = record with { Automatic = false, SwitchedAt = record.SwitchedAt ?? time.GetUtcNow() };
        await migrations.SaveMigrationAsync(Name, text, next.Write(), cancellationToken);
    }

    /// <summary>What there is to decide: measures the quality once the new space has everything, then lets it answer where that was asked for.</summary>
    async Task LookAsync(CancellationToken stop)
    {
        if (!await _deciding.WaitAsync(TimeSpan.Zero, stop))
        {
            return;
        }

        try
        {
            if (await store.FindCatalogAsync(Name, stop) is not { } answering || await migrations.FindStandbyAsync(Name, stop) is not { } standby)
            {
                DeactivateOnIdle();
                return;
            }

            var (text, record) = await RequireRecordAsync(stop);
            if (answering.Generation != record.FromGeneration || record.SwitchedAt is not null)
            {
                metrics.Report(Name, 1);
                return;
            }

            // Under a steady load some shard always has a write to fetch: what takes a moment is left to the exchange, which holds writes meanwhile.
            var lag = (long)(record.PicturesPerSecond / answering.Settings.Shards * LagToClose.TotalSeconds);
            if (await Exchange.CountInStepAsync(answering, standby, stop, lag) < answering.Settings.Shards)
            {
                metrics.Report(Name, await ProgressAsync(answering, standby, stop));
                return;
            }

            metrics.Report(Name, 1);
            if (!record.IsMeasured)
            {
                var measured = record with { Quality = await MeasureAsync(record, answering, standby, stop), IsMeasured = true };
                await migrations.SaveMigrationAsync(Name, text, measured.Write(), stop);
            }

            if (record.Automatic)
            {
                await SwitchInTurnAsync(MigrationSide.After, leaveOut: false, stop);
            }

            _trouble = null;
        }
        catch (Exception exception) when (exception is FashionOrleansException or System.Data.Common.DbException or OrleansException or TimeoutException)
        {
            _trouble = exception.Message;
            metrics.Stuck(Name);
            LogStuck(Name, exception.Message);
        }
        finally
        {
            _deciding.Release();
        }
    }

    async Task<MigrationQuality?> MeasureAsync(MigrationRecord record, Catalog before, Catalog after, CancellationToken stop)
    {
        var status = await GrainFactory.GetGrain<ICatalogGrain>(Name).GetStatusAsync(stop);
        var label = record.Label ?? LabelChoice.Of(status.Fields, status.Items);
        return label is null ? null : await new QualityProbe(silos, GrainFactory, time).MeasureAsync(before, after, label, stop);
    }

    async Task<T> InTurnAsync<T>(Func<Task<T>> decide, CancellationToken stop)
    {
        await _deciding.WaitAsync(stop);
        try
        {
            return await decide();
        }
        finally
        {
            _deciding.Release();
        }
    }

    async Task WakeAsync(Catalog standby)
    {
        try
        {
            await Task.WhenAll(standby.AllShards().Select(key => Shard(key).FollowNowAsync())).WaitAsync(AnswerLimit, time);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // The balancer wakes the shards that are nowhere.
        }
    }

    IShardGrain Shard(ShardKey key) => GrainFactory.GetGrain<IShardGrain>(key.ToString());

    [LoggerMessage(Level = LogLevel.Information, Message = "Catalogue {Catalog} is embedded anew: {From} answers, {To} is being filled")]
    partial void LogBegun(string catalog, string from, string to);

    [LoggerMessage(Level = LogLevel.Information, Message = "Catalogue {Catalog} is answered by {Model} from now on")]
    partial void LogSwitched(string catalog, string model);

    [LoggerMessage(Level = LogLevel.Information, Message = "The migration of catalogue {Catalog} has ended; the vectors of {Model} were removed")]
    partial void LogEnded(string catalog, string model);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The migration of catalogue {Catalog} does not go on: {Reason}")]
    partial void LogStuck(string catalog, string reason);
}
