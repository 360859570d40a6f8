using FashionOrleans.Client;
using FashionOrleans.VectorData;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.VectorData;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what is over a registered <see cref="FashionOrleansClient"/>.</summary>
public static class FashionOrleansVectorDataServiceCollectionExtensions
{
    /// <summary>Registers a <see cref="VectorStore"/> over the client that <c>AddFashionOrleansClient</c> has registered.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Null for the defaults.</param>
    public static IServiceCollection AddFashionOrleansVectorStore(this IServiceCollection services, FashionOrleansVectorStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider => new FashionOrleansVectorStore(provider.GetRequiredService<FashionOrleansClient>(), options));
        services.TryAddSingleton<VectorStore>(provider => provider.GetRequiredService<FashionOrleansVectorStore>());
        return services;
    }

    /// <summary>Registers a generator of embeddings that the server computes, over the client that <c>AddFashionOrleansClient</c> has registered.</summary>
    /// <param name="services">The services.</param>
    /// <param name="model">Name of a model pack, null for the server's default.</param>
    public static IServiceCollection AddFashionOrleansEmbeddingGenerator(this IServiceCollection services, string? model = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<IEmbeddingGenerator<DataContent, Embedding<float>>>(
            provider => new ServerEmbeddingGenerator(provider.GetRequiredService<FashionOrleansClient>(), model));
        return services;
    }
}
