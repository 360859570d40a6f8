namespace FashionOrleans.Web.Replies;

/// <summary>The list of catalogues.</summary>
sealed record CatalogListReply(IReadOnlyList<CatalogSummaryReply> Catalogs);
