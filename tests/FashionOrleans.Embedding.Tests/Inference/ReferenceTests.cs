using System.IO.Compression;
using FashionOrleans.Embedding.Tests.Support;

namespace FashionOrleans.Embedding.Tests.Inference;

/// <summary>The whole path against the vectors that the training framework gave.</summary>
public class ReferenceTests(LoadedEmbedder loaded) : IClassFixture<LoadedEmbedder>
{
    readonly Embedder _embedder = loaded.Embedder;

    [Theory]
    [InlineData(EmbeddingPriority.Interactive)]
    [InlineData(EmbeddingPriority.Bulk)]
    public async Task From_the_pixels_on_every_vector_agrees_with_the_reference(EmbeddingPriority lane)
    {
        var samples = ReferenceSample.Read();
        Assert.Equal(12, samples.Count);
        var results = await _embedder.EmbedPixelsAsync([.. samples.Select(sample => new ReadOnlyMemory<byte>(sample.Pixels))], lane, TestContext.Current.CancellationToken);
        foreach (var (sample, result) in samples.Zip(results))
        {
            Assert.InRange(ReferenceSample.Cosine(sample.Embedding, result.VectorOrThrow()), 0.9999, 1.0001);
            Assert.InRange(ReferenceSample.Cosine(result.Vector, result.Vector), 0.999999, 1.000001);
        }
    }

    [Fact]
    public async Task Both_lanes_and_every_batch_size_give_the_same_vector()
    {
        var sample = new ReadOnlyMemory<byte>(ReferenceSample.Read()[0].Pixels);
        var alone = (await _embedder.EmbedPixelsAsync([sample], EmbeddingPriority.Interactive, TestContext.Current.CancellationToken))[0].VectorOrThrow();
        foreach (var count in new[] { 1, 3, 16, 40 })
        {
            foreach (var result in await _embedder.EmbedPixelsAsync([.. Enumerable.Repeat(sample, count)], EmbeddingPriority.Bulk, TestContext.Current.CancellationToken))
                Assert.InRange(ReferenceSample.Cosine(alone, result.VectorOrThrow()), 0.999999, 1.000001);
        }
    }

    [Fact]
    public async Task From_the_files_on_pixels_and_vectors_agree_with_the_reference()
    {
        using var zip = ZipFile.OpenRead(Repository.SharedOrSkip("data", "fashion-products", "images-60x80.zip"));
        foreach (var sample in ReferenceSample.Read())
        {
            var picture = Bytes(zip, sample.Image);
            Assert.InRange(Drawn.Difference(sample.Pixels, _embedder.Pictures.Decode(picture, _embedder.Pack.Input)).Mean, 0, 1);
            var result = await _embedder.EmbedAsync(picture, TestContext.Current.CancellationToken);
            Assert.InRange(ReferenceSample.Cosine(sample.Embedding, result.VectorOrThrow()), 0.999, 1.0001);
            Assert.True(result.DecodeTime > TimeSpan.Zero && result.InferenceTime > TimeSpan.Zero);
        }
    }

    [Fact]
    public async Task Another_pack_is_a_drop_in_replacement()
    {
        var pack = ModelPack.Load(Repository.SharedOrSkip("models", "mobilenet_v2"));
        using var zip = ZipFile.OpenRead(Repository.SharedOrSkip("data", "fashion-products", "images-224.zip"));
        await using var embedder = Embedder.Load(pack, new EmbeddingOptions { InteractiveThreads = 1 });
        var pictures = zip.Entries.Where(entry => entry.Name.EndsWith(".jpg", StringComparison.Ordinal)).Take(4).Select(entry => Bytes(zip, entry.FullName)).ToArray();
        var results = await embedder.EmbedAsync([.. pictures.Select(picture => new ReadOnlyMemory<byte>(picture))], cancellation: TestContext.Current.CancellationToken);
        Assert.All(results, result => Assert.Equal(1_280, result.VectorOrThrow().Length));
        var again = await embedder.EmbedAsync(pictures[2], TestContext.Current.CancellationToken);
        Assert.InRange(ReferenceSample.Cosine(results[2].Vector, again.VectorOrThrow()), 0.999, 1.0001);
        Assert.InRange(ReferenceSample.Cosine(results[1].Vector, again.VectorOrThrow()), -1, 0.99);
    }

    static byte[] Bytes(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
