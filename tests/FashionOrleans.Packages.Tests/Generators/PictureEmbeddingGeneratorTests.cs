using FashionOrleans.Embedding;
using FashionOrleans.Embedding.AI;
using FashionOrleans.Packages.Tests.Support;
using Microsoft.Extensions.AI;

namespace FashionOrleans.Packages.Tests.Generators;

public sealed class PictureEmbeddingGeneratorTests(LoadedGenerator loaded) : IClassFixture<LoadedGenerator>
{
    readonly PictureEmbeddingGenerator _generator = loaded.Generator;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pictures_become_the_embedder_s_own_vectors_in_order()
    {
        var before = DateTimeOffset.UtcNow;

        var embeddings = await _generator.GenerateAsync([Drawn.Picture(0), Drawn.Picture(1), Drawn.Picture(0)], cancellationToken: Stop);

        var embedder = _generator.GetRequiredService<Embedder>();
        Assert.Equal(3, embeddings.Count);
        Assert.Equal((await embedder.EmbedAsync(Drawn.Jpeg(1), Stop)).VectorOrThrow(), embeddings[1].Vector.ToArray());
        Assert.Equal(embeddings[0].Vector.ToArray(), embeddings[2].Vector.ToArray());
        Assert.All(embeddings, embedding =>
        {
            Assert.Equal((Vectors.Dimension, "resnet50-fashion"), (embedding.Dimensions, embedding.ModelId));
            Assert.InRange(embedding.CreatedAt!.Value, before, DateTimeOffset.UtcNow);
            Assert.Equal(1, Vectors.Cosine(embedding.Vector.Span, embedding.Vector.Span), 5);
        });
    }

    [Fact]
    public async Task The_extensions_of_generators_work_over_it() =>
        Assert.Equal(Vectors.Dimension, (await _generator.GenerateVectorAsync(Drawn.Picture(2), cancellationToken: Stop)).Length);

    [Fact]
    public async Task No_pictures_give_no_embeddings() => Assert.Empty(await _generator.GenerateAsync([], cancellationToken: Stop));

    [Fact]
    public async Task A_bad_picture_fails_the_call_and_is_named()
    {
        DataContent bad = new("no picture"u8.ToArray(), "image/jpeg");

        var alone = await Assert.ThrowsAsync<PictureException>(() => _generator.GenerateAsync([bad], cancellationToken: Stop));
        var second = await Assert.ThrowsAsync<PictureException>(() => _generator.GenerateAsync([Drawn.Picture(0), bad], cancellationToken: Stop));

        Assert.Equal((PictureErrorCodes.NotAPicture, PictureErrorCodes.NotAPicture), (alone.Code, second.Code));
        Assert.StartsWith("Picture 2 of 2: ", second.Message);
    }

    [Fact]
    public async Task Another_model_or_dimension_is_refused_and_the_pack_s_own_are_taken()
    {
        Task<GeneratedEmbeddings<Embedding<float>>> With(EmbeddingGenerationOptions options) => _generator.GenerateAsync([Drawn.Picture(0)], options, Stop);

        Assert.Single(await With(new() { ModelId = "resnet50-fashion", Dimensions = Vectors.Dimension }));
        Assert.Contains("'resnet50-fashion', not 'clip'", (await Assert.ThrowsAsync<NotSupportedException>(() => With(new() { ModelId = "clip" }))).Message);
        Assert.Contains("not 512", (await Assert.ThrowsAsync<NotSupportedException>(() => With(new() { Dimensions = 512 }))).Message);
    }

    [Fact]
    public async Task A_caller_that_gives_up_gets_a_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _generator.GenerateAsync([Drawn.Picture(0)], cancellationToken: cancelled.Token));
    }

    [Fact]
    public void The_metadata_name_the_pack()
    {
        var metadata = _generator.GetRequiredService<EmbeddingGeneratorMetadata>();

        Assert.Equal(("fashionorleans", "resnet50-fashion", Vectors.Dimension), (metadata.ProviderName, metadata.DefaultModelId, metadata.DefaultModelDimensions));
        Assert.Same(_generator, _generator.GetService(typeof(IEmbeddingGenerator<DataContent, Embedding<float>>)));
        Assert.Same(_generator.GetRequiredService<Embedder>().Pack, _generator.GetRequiredService<ModelPack>());
        Assert.Null(_generator.GetService(typeof(HttpClient)));
        Assert.Null(_generator.GetService(typeof(Embedder), "keyed"));
    }

    [Fact]
    public async Task Disposing_frees_an_owned_embedder_and_leaves_a_lent_one()
    {
        var owned = PictureEmbeddingGenerator.Load(Repository.DefaultPack);
        var embedder = _generator.GetRequiredService<Embedder>();
        var lending = new PictureEmbeddingGenerator(embedder);

        owned.Dispose();
        owned.Dispose();
        lending.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => owned.GenerateAsync([Drawn.Picture(0)], cancellationToken: Stop));
        Assert.Single(await lending.GenerateAsync([Drawn.Picture(0)], cancellationToken: Stop));
    }
}
