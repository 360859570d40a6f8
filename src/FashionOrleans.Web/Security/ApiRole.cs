namespace FashionOrleans.Web.Security;

/// <summary>What a key may do; each role includes the ones before it.</summary>
enum ApiRole
{
    /// <summary>Read catalogues, items and shoppers, and ask for recommendations, boxes and embeddings.</summary>
    Read,

    /// <summary>Store and delete items, record what shoppers do, and forget them.</summary>
    Write,

    /// <summary>Create and drop catalogues, declare their schema, change their model.</summary>
    Admin,
}
