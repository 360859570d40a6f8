using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;

namespace FashionOrleans.Grains.Queries;

/// <summary>Turns the examples of a query into one direction to search in.</summary>
sealed class ExampleVectors(CatalogRoute route, Catalog catalog)
{
    // Rocchio's weights: what is not wanted pushes less than what is wanted pulls, since "not like this" says little about where to go.
    const double UnlikeWeight = 0.5;

    /// <summary>Whether a picture had to be embedded.</summary>
    public bool HadPictures { get; private set; }

    /// <summary>
    /// The unit vector along mean(like) − ½ · mean(unlike) (Rocchio 1971, with the weights that Manning, Raghavan and Schütze,
    /// "Introduction to Information Retrieval", section 9.1, suggest in proportion). For one example it is that example.
    /// </summary>
    public async Task<float[]> ComposeAsync(ImmutableArray<Example> like, ImmutableArray<Example> unlike, CancellationToken stop)
    {
        var vectors = await ResolveAsync([.. like, .. unlike], stop);
        if (vectors.Length == 1)
        {
            return vectors[0];
        }

        var direction = new double[catalog.Dimension];
        for (var i = 0; i < vectors.Length; i++)
        {
            var weight = i < like.Length ? 1.0 / like.Length : -UnlikeWeight / unlike.Length;
            for (var d = 0; d < direction.Length; d++)
            {
                direction[d] += weight * vectors[i][d];
            }
        }

        var length = Math.Sqrt(direction.Sum(component => component * component));
        return length > 1e-9
            ? [.. direction.Select(component => (float)(component / length))]
            : throw new FashionOrleansException(
                ErrorCodes.InvalidRequest, "The wanted and the unwanted examples cancel each other out. Leave out one of those that are in both.");
    }

    async Task<float[][]> ResolveAsync(ImmutableArray<Example> examples, CancellationToken stop)
    {
        var byId = ReadIdsAsync([.. examples.Select(example => example.Id).OfType<string>().Distinct(StringComparer.Ordinal)], stop);
        var pictures = await EmbedAsync([.. examples.Where(IsPicture).Select(example => example.Picture)], stop);
        var vectorsById = await byId;
        var nextPicture = 0;
        return
        [
            .. examples.Select(example =>
                example.Id is { } id ? vectorsById[id]
                : IsPicture(example) ? pictures[nextPicture++]
                : UnitVector.Read(example.Embedding.Span, catalog.Dimension)),
        ];
    }

    static bool IsPicture(Example example) => example.Id is null && !example.Picture.IsEmpty;

    async Task<Dictionary<string, float[]>> ReadIdsAsync(string[] ids, CancellationToken stop)
    {
        Array.ForEach(ids, ItemId.Require);
        var parts = await Task.WhenAll(ids
            .GroupBy(catalog.ShardOf)
            .Select(owned => route.Shard(owned.Key).GetVectorsAsync([.. owned], stop)));
        var found = parts
            .SelectMany(part => part)
            .ToDictionary(item => item.Id, item => MemoryMarshal.Cast<byte, float>(item.Vector.Span).ToArray(), StringComparer.Ordinal);
        return Array.Find(ids, id => !found.ContainsKey(id)) is { } missing
            ? throw Refusals.UnknownItem(catalog.Name, missing)
            : found;
    }

    async Task<ImmutableArray<float[]>> EmbedAsync(ImmutableArray<ReadOnlyMemory<byte>> pictures, CancellationToken stop)
    {
        if (pictures.IsEmpty)
        {
            return [];
        }

        HadPictures = true;
        var batch = await route.EmbedAsync(catalog, pictures, EmbeddingPurpose.Query, stop);
        return
        [
            .. batch.Pictures.Select(picture => picture.Code is { } code
                ? throw new FashionOrleansException(code, picture.Detail!)
                : MemoryMarshal.Cast<byte, float>(picture.Vector.Span).ToArray()),
        ];
    }
}
