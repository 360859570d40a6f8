using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace FashionOrleans.Grains.Observing;

/// <summary>How far the migrations are whose grains are on this silo.</summary>
public sealed class MigrationMetrics
{
    readonly ConcurrentDictionary<string, (double Progress, bool IsStuck)> _migrations = new(StringComparer.Ordinal);

    /// <summary>Makes the instruments.</summary>
    public MigrationMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Instrumentation.Name);
        meter.CreateObservableGauge(
            "fashionorleans.migration.progress",
            () => _migrations.Select(entry => new Measurement<double>(entry.Value.Progress, new KeyValuePair<string, object?>("catalog", entry.Key))),
            "1",
            "Share of a catalogue's items that the new embedding space has; while there are two spaces.");
        meter.CreateObservableGauge(
            "fashionorleans.migration.stuck",
            () => _migrations.Select(entry => new Measurement<int>(entry.Value.IsStuck ? 1 : 0, new KeyValuePair<string, object?>("catalog", entry.Key))),
            "{migration}",
            "1 while a migration does not go on, else 0.");
    }

    internal void Report(string catalog, double progress) => _migrations[catalog] = (progress, false);

    internal void Stuck(string catalog) =>
        _migrations.AddOrUpdate(catalog, (0, true), static (_, before) => (before.Progress, true));

    internal void Ended(string catalog) => _migrations.TryRemove(catalog, out _);
}
