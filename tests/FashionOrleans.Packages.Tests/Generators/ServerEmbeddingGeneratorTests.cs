using FashionOrleans.Client;
using FashionOrleans.Packages.Tests.Support;
using FashionOrleans.VectorData;
using Microsoft.Extensions.AI;

namespace FashionOrleans.Packages.Tests.Generators;

public sealed class ServerEmbeddingGeneratorTests(WebServer server, LoadedGenerator local) : IClassFixture<LoadedGenerator>, IDisposable
{
    readonly ServerEmbeddingGenerator _generator = new(server.Client, dimensions: Vectors.Dimension);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _generator.Dispose();

    [Fact]
    public async Task The_server_s_embeddings_are_those_of_the_same_pack_here_in_order()
    {
        DataContent[] pictures = [.. Enumerable.Range(0, 6).Select(Drawn.Picture)];

        var there = await _generator.GenerateAsync(pictures, cancellationToken: Stop);
        var here = await local.Generator.GenerateAsync(pictures, cancellationToken: Stop);

        // Another batch adds up in another order.
        Assert.All(there.Zip(here), pair => Assert.InRange(Vectors.Cosine(pair.First.Vector.Span, pair.Second.Vector.Span), 0.9999, 1.0001));
        Assert.All(there, embedding => Assert.Equal("resnet50-fashion", embedding.ModelId));
    }

    [Fact]
    public async Task What_the_server_refuses_is_a_problem_with_its_code()
    {
        DataContent bad = new("no picture"u8.ToArray(), "image/jpeg");

        Assert.Equal("not_a_picture", (await Assert.ThrowsAsync<ProblemException>(() => _generator.GenerateAsync([bad], cancellationToken: Stop))).Code);
        Assert.Equal(
            "unknown_model",
            (await Assert.ThrowsAsync<ProblemException>(() => _generator.GenerateAsync([Drawn.Picture(0)], new() { ModelId = "clip" }, Stop))).Code);
        await Assert.ThrowsAsync<NotSupportedException>(() => _generator.GenerateAsync([Drawn.Picture(0)], new() { Dimensions = 512 }, Stop));
    }

    [Fact]
    public void The_metadata_name_the_server()
    {
        var metadata = _generator.GetRequiredService<EmbeddingGeneratorMetadata>();

        Assert.Equal(("fashionorleans", server.Address, Vectors.Dimension), (metadata.ProviderName, metadata.ProviderUri, metadata.DefaultModelDimensions));
        Assert.Same(server.Client, _generator.GetRequiredService<FashionOrleansClient>());
    }
}
