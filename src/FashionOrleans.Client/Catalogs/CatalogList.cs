namespace FashionOrleans.Client;

/// <summary>Reply of the list of catalogues.</summary>
sealed record CatalogList(IReadOnlyList<Catalog> Catalogs);
