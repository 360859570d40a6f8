using System.Collections.Concurrent;
using System.Net;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Evaluation;

/// <summary>
/// How many items of a catalogue have certain values, counted by the server as facets. One request counts all values of a field among the
/// items that a filter admits, and its answer is kept, so that a data set costs about as many requests as it has pairs of labels.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="catalog">The catalogue.</param>
/// <param name="dimension">Numbers in one of its embeddings.</param>
/// <param name="fields">The fields that are counted, in the order in which conditions name them.</param>
sealed class CatalogCounts(FashionOrleansClient client, string catalog, int dimension, IReadOnlyList<string> fields)
{
    readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<Facet>?>>> _counts = new(StringComparer.Ordinal);

    /// <summary>Items that meet all <paramref name="conditions"/>.</summary>
    /// <param name="conditions">At least one, in the order of the fields.</param>
    /// <param name="cancellationToken">Ends the counting, also for later calls.</param>
    /// <returns>Null when the catalogue cannot say.</returns>
    public async Task<long?> CountAsync(IReadOnlyList<(string Field, AttributeValue Value)> conditions, CancellationToken cancellationToken)
    {
        var (last, before) = (conditions[^1], conditions.Take(conditions.Count - 1).ToArray());
        var first = before.Length == 0 ? 0 : IndexOf(before[^1].Field) + 1;
        var facet = (await FacetsAsync(before, [.. fields.Skip(first)], cancellationToken))?.First(facet => facet.Field == last.Field);
        if (facet is not null && last.Value.Text is { } text)
        {
            if (facet.Values.FirstOrDefault(value => value.Value == text) is { } value) return value.Count;
            if (facet.OtherValues == 0) return 0;
        }

        // Numbers, and values past those that the server lists.
        return (await FacetsAsync(conditions, [last.Field], cancellationToken))?[0].Items;
    }

    int IndexOf(string field)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i] == field) return i;
        }

        throw new ArgumentException($"{field} is not counted.", nameof(field));
    }

    Task<IReadOnlyList<Facet>?> FacetsAsync(IReadOnlyList<(string Field, AttributeValue Value)> conditions, IReadOnlyList<string> counted, CancellationToken cancellationToken)
    {
        var filter = conditions.Count == 0 ? null : Filter.All([.. conditions.Select(condition => Filter.Is(condition.Field, condition.Value))]);
        var key = $"{filter} {string.Join(' ', counted)}";
        return _counts.GetOrAdd(key, _ => new(() => AskAsync(filter, counted, cancellationToken))).Value;
    }

    async Task<IReadOnlyList<Facet>?> AskAsync(Filter? filter, IReadOnlyList<string> counted, CancellationToken cancellationToken)
    {
        // A query has to ask for something: any direction will do, since counts do not depend on it.
        var direction = new float[dimension];
        direction[0] = 1;
        try
        {
            var reply = await client.RecommendAsync(
                catalog, new() { Like = [Example.OfEmbedding(direction)], K = 1, Filter = filter, Facets = counted }, cancellationToken);
            var isWhole = reply.Coverage is not { } coverage || coverage.ShardsAnswered == coverage.Shards;
            return isWhole && reply.Facets?.Count == counted.Count ? reply.Facets : null;
        }
        catch (ProblemException problem) when (problem.Status == HttpStatusCode.BadRequest)
        {
            // A field that no item has, or one with too many values to count.
            return null;
        }
    }
}
