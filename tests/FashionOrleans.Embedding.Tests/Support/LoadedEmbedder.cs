namespace FashionOrleans.Embedding.Tests.Support;

/// <summary>The default pack, loaded once for all tests of a class.</summary>
public sealed class LoadedEmbedder : IAsyncDisposable
{
    public Embedder Embedder { get; } = Embedder.Load(ModelPack.Load(Repository.DefaultPack), new EmbeddingOptions());

    public ValueTask DisposeAsync() => Embedder.DisposeAsync();
}
