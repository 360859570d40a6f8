namespace FashionOrleans.Contracts;

/// <summary>The outcome of <see cref="ICatalogGrain.CreateAsync"/>.</summary>
/// <param name="Catalog">The catalogue.</param>
/// <param name="Created">False when it existed already with the same settings.</param>
[GenerateSerializer, Immutable]
public sealed record CatalogCreation(Catalog Catalog, bool Created);
