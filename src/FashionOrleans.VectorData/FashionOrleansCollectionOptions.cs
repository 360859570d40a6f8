using FashionOrleans.Client;
using Microsoft.Extensions.VectorData;

namespace FashionOrleans.VectorData;

/// <summary>How a <see cref="FashionOrleansCollection{TKey, TRecord}"/> maps records and creates its catalogue.</summary>
public sealed class FashionOrleansCollectionOptions : VectorStoreCollectionOptions
{
    /// <summary>The settings of the catalogue when it is created; the vector property's index kind decides over <see cref="CatalogSettings.Index"/>.</summary>
    /// <value>The default is those of the server.</value>
    public CatalogSettings CatalogSettings { get; set; } = new();
}
