namespace FashionOrleans.Web.Endpoints;

/// <summary>The addresses that replies point to.</summary>
static class Addresses
{
    // Names and ids are made of characters that need no escaping (CatalogName, ItemId).
    public static string Image(string catalog, string id) => $"/api/v1/catalogs/{catalog}/items/{id}/image";
}
