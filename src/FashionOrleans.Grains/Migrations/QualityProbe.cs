using System.Text.Json;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Grains.Queries;

namespace FashionOrleans.Grains.Migrations;

/// <summary>Asks both spaces with the same items of the catalogue, and compares how often the results have the query's label.</summary>
sealed class QualityProbe(SiloCalls silos, IGrainFactory grains, TimeProvider time)
{
    const int Queries = 200;
    const int K = 5;
    const int InFlight = 4;
    const int Seed = 1;

    // The two-sided 95% quantile of the normal distribution.
    const double Quantile = 1.96;

    /// <param name="before">The space of the old model.</param>
    /// <param name="after">The space of the new model.</param>
    /// <param name="label">The attribute.</param>
    /// <param name="stop">Ends the measurement.</param>
    /// <returns>Null when fewer than two items have the label in both spaces.</returns>
    public async Task<MigrationQuality?> MeasureAsync(Catalog before, Catalog after, string label, CancellationToken stop)
    {
        var samples = await Task.WhenAll(after.AllShards().Select(key => Shard(key).SampleAsync(Queries, Seed, stop)));
        var queries = samples
            .SelectMany(part => part)
            .OrderBy(sampled => sampled.Rank)
            .Take(Queries)
            .Select(sampled => (sampled.Item.Id, Label: LabelOf(sampled.Item.Attributes, label)))
            .Where(query => query.Label is not null)
            .ToArray();
        var outcomes = new (double Before, double After)?[queries.Length];
        await Parallel.ForAsync(0, queries.Length, new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = stop }, async (i, token) =>
        {
            var query = queries[i];
            if (await PrecisionAsync(before, query.Id, query.Label!, label, token) is { } old && await PrecisionAsync(after, query.Id, query.Label!, label, token) is { } now)
            {
                outcomes[i] = (old, now);
            }
        });
        var counted = outcomes.OfType<(double Before, double After)>().ToArray();
        if (counted.Length < 2)
        {
            return null;
        }

        var differences = Array.ConvertAll(counted, outcome => outcome.After - outcome.Before);
        var mean = differences.Average();
        var variance = differences.Sum(difference => (difference - mean) * (difference - mean)) / (differences.Length - 1);
        return new MigrationQuality(
            label,
            K,
            counted.Length,
            Math.Round(counted.Average(outcome => outcome.Before), 4),
            Math.Round(counted.Average(outcome => outcome.After), 4),
            Math.Round(Quantile * Math.Sqrt(variance / differences.Length), 4));
    }

    async Task<double?> PrecisionAsync(Catalog space, string id, string wanted, string label, CancellationToken stop)
    {
        var route = new CatalogRoute(grains, space.Name, time);
        var fanOut = new FanOut(silos, route, space);
        if (await fanOut.FindVectorsAsync([id], stop) is not [var query])
        {
            return null;
        }

        var answer = await fanOut.SearchAsync(new ShardQuery([query.Vector], [], K, default, [id], null, Exact: false), stop);
        var results = await fanOut.FetchAsync(answer.Hits, stop);
        return results.Length == 0 ? null : results.Count(result => LabelOf(result.Attributes, label) == wanted) / (double)results.Length;
    }

    IShardGrain Shard(ShardKey key) => grains.GetGrain<IShardGrain>(key.ToString());

    static string? LabelOf(ReadOnlyMemory<byte> attributes, string label)
    {
        if (attributes.IsEmpty)
        {
            return null;
        }

        using var json = JsonDocument.Parse(attributes);
        return json.RootElement.TryGetProperty(label, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
    }
}
