using FashionOrleans.Client;
using Microsoft.Extensions.AI;

namespace FashionOrleans.VectorData;

/// <summary>What collections of a <see cref="FashionOrleansVectorStore"/> have in common.</summary>
public sealed class FashionOrleansVectorStoreOptions
{
    /// <summary>Makes embeddings of what is no vector, in records and in searches, where a collection's definition names no other.</summary>
    /// <value>The default is none: the server itself embeds pictures.</value>
    public IEmbeddingGenerator? EmbeddingGenerator { get; set; }

    /// <summary>The settings of catalogues that are created; a vector property's index kind decides over <see cref="CatalogSettings.Index"/>.</summary>
    /// <value>The default is those of the server.</value>
    public CatalogSettings CatalogSettings { get; set; } = new();
}
