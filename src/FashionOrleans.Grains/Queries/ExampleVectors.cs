using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Search;

namespace FashionOrleans.Grains.Queries;

/// <summary>Turns the examples of a query into the vectors to search with.</summary>
sealed class ExampleVectors(FanOut fanOut, CatalogRoute route, Catalog catalog)
{
    /// <summary>Whether a picture had to be embedded.</summary>
    public bool HadPictures { get; private set; }

    /// <summary>
    /// The vectors to search with. By their mean: one direction for all (<see cref="QueryComposer"/>), which for a single example is its own
    /// vector, bit for bit. By the best match: each by itself. None when the query has no example.
    /// </summary>
    public async Task<(float[][] Like, float[][] Unlike)> ReadAsync(RecommendationQuery query, CancellationToken stop)
    {
        if (query.Like.IsDefaultOrEmpty)
        {
            return ([], []);
        }

        var vectors = await ResolveAsync([.. query.Like, .. query.Unlike], stop);
        var (like, unlike) = (vectors[..query.Like.Length], vectors[query.Like.Length..]);
        return query.Strategy == MatchStrategy.Best || vectors.Length == 1
            ? (like, unlike)
            : ([QueryComposer.Compose(Memories(like), Memories(unlike))], []);
    }

    static ReadOnlyMemory<float>[] Memories(float[][] vectors) => Array.ConvertAll(vectors, vector => new ReadOnlyMemory<float>(vector));

    async Task<float[][]> ResolveAsync(ImmutableArray<Example> examples, CancellationToken stop)
    {
        var byId = ReadIdsAsync([.. examples.Select(example => example.Id).OfType<string>().Distinct(StringComparer.Ordinal)], stop);
        var pictures = await EmbedAsync([.. examples.Where(IsPicture).Select(example => new PictureToEmbed(example.Picture, example.Crop))], stop);
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
        var found = ToVectors(await fanOut.FindVectorsAsync(ids, stop));
        if (found.Count < ids.Length)
        {
            // A copy that is behind may not have it yet: the shard itself has the last word.
            var missing = ids.Where(id => !found.ContainsKey(id));
            var late = await route.AskOwnersAsync(catalog, missing, (shard, owned) => shard.GetVectorsAsync(owned, stop).WaitAsync(stop));
            found = ToVectors(late).Concat(found).ToDictionary(StringComparer.Ordinal);
        }

        return Array.Find(ids, id => !found.ContainsKey(id)) is { } unknown ? throw Refusals.UnknownItem(catalog.Name, unknown) : found;
    }

    static Dictionary<string, float[]> ToVectors(IEnumerable<ItemVector> items) =>
        items.ToDictionary(item => item.Id, item => MemoryMarshal.Cast<byte, float>(item.Vector.Span).ToArray(), StringComparer.Ordinal);

    async Task<ImmutableArray<float[]>> EmbedAsync(ImmutableArray<PictureToEmbed> pictures, CancellationToken stop)
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
