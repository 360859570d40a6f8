using System.IO.Compression;
using FashionOrleans.Benchmarks.Embedding;
using FashionOrleans.Benchmarks.Shoppers;
using FashionOrleans.Embedding;
using FashionOrleans.Search;

namespace FashionOrleans.Benchmarks.Photos;

/// <summary>
/// People's own photos of clothes as queries against product photos: how many of the first five products are of the garment's kind? Once with
/// the photos as they are, searched with whole or cut in several ways; once with each photo as a quarter of a larger picture, searched with
/// whole, cut by hand (where the photo is) or at the box that the server proposes. Places and grounds come from the seed.
/// </summary>
static class PhotosBench
{
    const int K = 5;
    const int ChunkSize = 128;
    const double MiddleShare = 0.75;
    const double Room = 0.08;

    static readonly PictureCrop Middle = new(new PictureBox((1 - MiddleShare) / 2, (1 - MiddleShare) / 2, MiddleShare, MiddleShare));

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "--photos", "--vectors", "--metadata", "--model", "--seed");
        var items = new LabelledVectors(arguments.Required("--vectors"), arguments.Required("--metadata"));
        var photos = Read(arguments.Required("--photos"));
        var draw = new Random(arguments.Whole("--seed", 1));
        using var pool = new ScanPool();
        using var index = new VectorIndex(new VectorIndexOptions { Dimension = items.Vectors.Values.First().Length }, pool);
        index.Apply([.. items.Vectors.Select(item => new IndexEntry(item.Key, item.Value, AttributeSet.Empty))], []);
        index.Optimize();
        await using var embedder = Embedder.Load(ModelPack.Load(arguments.Text("--model", "models/resnet50-fashion")), new EmbeddingOptions());
        var boxes = new SaliencyBoxes(embedder.Pictures);
        Console.WriteLine($"{embedder.Pack}; {index.Count} products, {photos.Length} photos; precision@{K} of the class, ± 1.96 standard errors");

        Console.WriteLine("\nPhotos as they are");
        await CompareAsync(
            embedder, index, items, photos,
            ("whole", i => new PicturePart(photos[i].Bytes, null)),
            ("middle 3/4", i => new PicturePart(photos[i].Bytes, Middle)),
            ("attention 3/4", i => new PicturePart(photos[i].Bytes, new PictureCrop(AttentionBox.Of(photos[i].Bytes, MiddleShare)))),
            ("auto", i => new PicturePart(photos[i].Bytes, PictureCrop.Auto)),
            ("auto with room", i => new PicturePart(photos[i].Bytes, WithRoom(boxes.Propose(photos[i].Bytes)))));

        Console.WriteLine("\nEach as a quarter of a larger picture");
        Scene[] scenes = [.. photos.Select(photo => Scene.Of(photo.Bytes, photos[draw.Next(photos.Length)].Bytes, draw))];
        await CompareAsync(
            embedder, index, items, photos,
            ("whole", i => new PicturePart(scenes[i].Picture, null)),
            ("by hand", i => new PicturePart(scenes[i].Picture, new PictureCrop(scenes[i].Photo))),
            ("auto", i => new PicturePart(scenes[i].Picture, PictureCrop.Auto)),
            ("auto with room", i => new PicturePart(scenes[i].Picture, WithRoom(boxes.Propose(scenes[i].Picture)))));
        return 0;
    }

    /// <summary>The best box with a margin, grown to the picture's own proportions: the same share of its width and of its height.</summary>
    static PictureCrop? WithRoom(IReadOnlyList<ProposedBox> proposed)
    {
        if (proposed is not [{ Box: var box }, ..])
            return null;
        var side = Math.Min(1, Math.Max(box.Width, box.Height) * (1 + (2 * Room)));
        var (x, y) = (box.X + ((box.Width - side) / 2), box.Y + ((box.Height - side) / 2));
        return new PictureCrop(new PictureBox(Math.Clamp(x, 0, 1 - side), Math.Clamp(y, 0, 1 - side), side, side));
    }

    static (string Class, byte[] Bytes)[] Read(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        return
        [
            .. zip.Entries.Where(entry => entry.Name.EndsWith(".jpg", StringComparison.OrdinalIgnoreCase)).OrderBy(entry => entry.FullName, StringComparer.Ordinal).Select(entry =>
            {
                var bytes = new byte[entry.Length];
                using var stream = entry.Open();
                stream.ReadExactly(bytes);
                return (Path.GetFileName(Path.GetDirectoryName(entry.FullName))!, bytes);
            }),
        ];
    }

    static async Task CompareAsync(
        Embedder embedder,
        VectorIndex index,
        LabelledVectors items,
        (string Class, byte[] Bytes)[] photos,
        params (string Name, Func<int, PicturePart> PartOf)[] ways)
    {
        var precisions = new double[ways.Length][];
        for (var way = 0; way < ways.Length; way++)
            precisions[way] = await MeasureAsync(embedder, index, items, photos, ways[way].PartOf);

        Console.WriteLine($"| class | photos | share of the products | {string.Join(" | ", ways.Select(way => way.Name))} | {string.Join(" | ", ways.Skip(1).Select(way => $"{way.Name} less {ways[0].Name}"))} |");
        Console.WriteLine($"|---|---|---|{string.Concat(Enumerable.Repeat("---|", (2 * ways.Length) - 1))}");
        foreach (var garment in photos.Select(photo => photo.Class).Distinct())
            Row(garment, [.. Enumerable.Range(0, photos.Length).Where(i => photos[i].Class == garment)]);
        Row("all", [.. Enumerable.Range(0, photos.Length)]);

        void Row(string name, int[] rows)
        {
            var share = name == "all" ? "" : $"{items.Vectors.Keys.Count(id => IsRight(items, id, name)) / (double)items.Vectors.Count:F3}";
            var means = precisions.Select(values => Tally(rows.Select(i => values[i])));
            var gains = precisions.Skip(1).Select(values => Tally(rows.Select(i => values[i] - precisions[0][i])));
            Console.WriteLine($"| {name} | {rows.Length} | {share} | {string.Join(" | ", means)} | {string.Join(" | ", gains)} |");
        }
    }

    static async Task<double[]> MeasureAsync(
        Embedder embedder, VectorIndex index, LabelledVectors items, (string Class, byte[] Bytes)[] photos, Func<int, PicturePart> partOf)
    {
        var precisions = new double[photos.Length];
        foreach (var chunk in Enumerable.Range(0, photos.Length).Chunk(ChunkSize))
        {
            var vectors = await embedder.EmbedPartsAsync([.. chunk.Select(partOf)], EmbeddingPriority.Bulk);
            foreach (var (i, result) in chunk.Zip(vectors))
            {
                var found = await index.SearchAsync(new SearchQuery { Vector = result.VectorOrThrow(), K = K });
                precisions[i] = found.Hits.Count(hit => IsRight(items, hit.Id, photos[i].Class)) / (double)K;
            }
        }
        return precisions;
    }

    static bool IsRight(LabelledVectors items, string id, string garment) =>
        items.Label(id, "articleType") is { } type && GarmentClasses.Of(garment).Contains(type);

    static ShopperTally Tally(IEnumerable<double> values)
    {
        var tally = new ShopperTally();
        foreach (var value in values)
            tally.Add(value);
        return tally;
    }
}
