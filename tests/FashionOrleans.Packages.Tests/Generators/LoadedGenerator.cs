using FashionOrleans.Embedding.AI;
using FashionOrleans.Packages.Tests.Support;

namespace FashionOrleans.Packages.Tests.Generators;

/// <summary>The default pack, loaded once for all tests of a class.</summary>
public sealed class LoadedGenerator : IAsyncDisposable
{
    public PictureEmbeddingGenerator Generator { get; } = PictureEmbeddingGenerator.Load(Repository.DefaultPack);

    public ValueTask DisposeAsync() => Generator.DisposeAsync();
}
