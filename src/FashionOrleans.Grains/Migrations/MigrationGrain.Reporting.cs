using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;

namespace FashionOrleans.Grains.Migrations;

public sealed partial class MigrationGrain
{
    async Task<MigrationReport> ReportAsync(MigrationRecord record, CancellationToken stop)
    {
        var answering = await RequireCatalogAsync(stop);
        var standby = await migrations.FindStandbyAsync(Name, stop);
        var report = new MigrationReport(Name, record.From, record.To, MigrationState.Ended, answering.Settings.Model, record.StartedAt)
        {
            SwitchedAt = record.SwitchedAt,
            EndedAt = record.EndedAt,
            Shards = answering.Settings.Shards,
            PicturesPerSecond = record.PicturesPerSecond,
            Automatic = record.Automatic,
            Quality = record.Quality,
            Items = (await CountAsync(answering, stop)).Items,
        };
        if (standby is null)
        {
            return report;
        }

        var inStep = await Exchange.CountInStepAsync(answering, standby, stop);
        var (followed, isShown) = await CountAsync(standby, stop);
        var isComplete = inStep == answering.Settings.Shards && isShown;
        return report with
        {
            State = answering.Generation != record.FromGeneration ? MigrationState.Switched
                : record.SwitchedAt is not null ? MigrationState.RolledBack
                // Who waits for "ready" wants to see the quality then.
                : isComplete && record.IsMeasured ? MigrationState.Ready
                : MigrationState.Copying,
            ShardsInStep = inStep,
            ItemsFollowed = followed,
            ItemsLeftOut = isComplete ? Math.Max(0, report.Items - followed) : 0,
            Trouble = _trouble,
        };
    }

    async Task<double> ProgressAsync(Catalog answering, Catalog standby, CancellationToken stop)
    {
        var (items, _) = await CountAsync(answering, stop);
        return items == 0 ? 1 : Math.Min(1, (double)(await CountAsync(standby, stop)).Items / items);
    }

    /// <summary>Items of a space as its shards show them, and whether all of them have answered and show whatever the store had before.</summary>
    async Task<(long Items, bool IsWhole)> CountAsync(Catalog space, CancellationToken stop)
    {
        // A commit is in the store a moment before its items are in memory.
        var versions = (await store.GetVersionsAsync([.. space.AllShards()], stop)).ToDictionary(version => version.Shard, version => version.Version);
        var counts = await Task.WhenAll(space.AllShards().Select(async key =>
        {
            try
            {
                var status = await Shard(key).GetStatusAsync().WaitAsync(AnswerLimit, time, stop);
                return (Items: status.Items, IsWhole: status.Version >= versions.GetValueOrDefault(key));
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                return (Items: 0, IsWhole: false);
            }
        }));
        return (counts.Sum(count => (long)count.Items), Array.TrueForAll(counts, count => count.IsWhole));
    }

    async Task<Catalog> RequireCatalogAsync(CancellationToken stop)
    {
        CatalogName.Require(Name);
        return CatalogSoundness.Require(await store.FindCatalogAsync(Name, stop) ?? throw Refusals.UnknownCatalog(Name));
    }

    async Task<(string Text, MigrationRecord Record)> RequireRecordAsync(CancellationToken stop) =>
        await migrations.FindMigrationAsync(Name, stop) is { } text ? (text, MigrationRecord.Read(text)) : throw NoMigration();

    FashionOrleansException NoMigration() => new(
        ErrorCodes.NoMigration, $"'{Name}' has no migration that could do that. Begin one with POST /api/v1/catalogs/{Name}:migrate.");

    FashionOrleansException UnderWay(Catalog answering, Catalog standby, string model) => new(
        ErrorCodes.MigrationUnderWay,
        $"A migration of '{Name}' is under way: {answering.Settings.Model} answers and {standby.Settings.Model} stands by. "
        + (model == standby.Settings.Model
            ? $"To let {model} answer, use POST /api/v1/catalogs/{Name}/migration:cutOver or :rollBack."
            : $"End it with DELETE /api/v1/catalogs/{Name}/migration first, which removes what stands by."));

    static void RequireValid(MigrationRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Model))
        {
            throw Invalid("'model' is missing. Name a model pack; GET /api/v1/models lists them.");
        }

        if (!(request.PicturesPerSecond is > 0 and <= MigrationRequest.MaxPicturesPerSecond))
        {
            throw Invalid($"'picturesPerSecond' is {request.PicturesPerSecond}; it must be above 0 and at most {MigrationRequest.MaxPicturesPerSecond}.");
        }
    }

    static FashionOrleansException Invalid(string message) => new(ErrorCodes.InvalidMigration, message);
}
