using System.Net;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Evaluation;

/// <summary>
/// Finds the results that show the very picture of the query: the same bytes under another id. Such a result says nothing about an embedding.
/// Only results that score almost 1 can be one, so only their pictures are fetched from the server.
/// </summary>
sealed class ExactDuplicates(FashionOrleansClient client, string catalog)
{
    // Equal pictures have equal embeddings up to the rounding of a batch on another device.
    const double LeastScore = 0.9999;

    /// <param name="id">The query's id; its own item is never among what is returned.</param>
    /// <param name="picture">The query's picture.</param>
    /// <param name="results">Results with their scores.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Ids of the results whose picture equals the query's, or that of the query's own item as the server keeps it.</returns>
    public async Task<IReadOnlySet<string>> FindAsync(
        string id, ReadOnlyMemory<byte> picture, IReadOnlyList<Recommendation> results, CancellationToken cancellationToken)
    {
        var close = results.Where(result => result.Score >= LeastScore).ToList();
        var duplicates = new HashSet<string>(StringComparer.Ordinal);
        if (close.TrueForAll(result => result.Id == id)) return duplicates;

        // The server keeps a large picture as a smaller one, and equal pictures as equal ones.
        var own = close.Exists(result => result.Id == id) ? await PictureAsync(id, cancellationToken) : null;
        foreach (var result in close.Where(result => result.Id != id))
        {
            if (await PictureAsync(result.Id, cancellationToken) is not { } other) continue;
            if (picture.Span.SequenceEqual(other) || (own is not null && own.AsSpan().SequenceEqual(other))) duplicates.Add(result.Id);
        }

        return duplicates;
    }

    async Task<byte[]?> PictureAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetItemPictureAsync(catalog, id, cancellationToken);
        }
        catch (ProblemException problem) when (problem.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
