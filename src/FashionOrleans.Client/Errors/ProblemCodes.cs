namespace FashionOrleans.Client;

/// <summary>The codes of <see cref="ProblemException.Code"/> and <see cref="ItemResult.Code"/> that a program decides by.</summary>
public static class ProblemCodes
{
    /// <summary>The catalogue does not exist.</summary>
    public const string UnknownCatalog = "unknown_catalog";

    /// <summary>The catalogue exists with other settings.</summary>
    public const string CatalogExists = "catalog_exists";

    /// <summary>The item does not exist.</summary>
    public const string UnknownItem = "unknown_item";

    /// <summary>The catalogue has no such job.</summary>
    public const string UnknownJob = "unknown_job";

    /// <summary>The catalogue has had no migration, or the last one has ended.</summary>
    public const string NoMigration = "no_migration";

    /// <summary>The last migration of the catalogue has not ended.</summary>
    public const string MigrationUnderWay = "migration_under_way";

    /// <summary>The model that stands by does not have every item.</summary>
    public const string MigrationNotReady = "migration_not_ready";

    /// <summary>The server does not ask that address: it is not public, and its operator does not allow it.</summary>
    public const string AddressNotAllowed = "address_not_allowed";

    /// <summary>No picture could be fetched from an address.</summary>
    public const string PictureUnreachable = "picture_unreachable";

    /// <summary>A filter names a field that no item of the catalogue has.</summary>
    public const string UnknownFilterField = "unknown_filter_field";

    /// <summary>The snapshot of an export is gone; export again.</summary>
    public const string ExportLost = "export_lost";

    /// <summary>Nothing is known of what the shopper likes, and the question has nothing else to go by.</summary>
    public const string NoTaste = "no_taste";

    /// <summary>What the store keeps of the catalogue is damaged.</summary>
    public const string CatalogDamaged = "catalog_damaged";

    /// <summary>What the store keeps of the shopper is damaged; forget the shopper.</summary>
    public const string ShopperDamaged = "shopper_damaged";

    /// <summary>A stored item contradicts the schema that was to be declared.</summary>
    public const string SchemaContradicted = "schema_contradicted";

    /// <summary>The picture has too many bytes.</summary>
    public const string PictureTooLarge = "picture_too_large";

    /// <summary>The picture has no bytes.</summary>
    public const string PictureEmpty = "picture_empty";

    /// <summary>The server has more work than it can queue; it says when to come back.</summary>
    public const string Overloaded = "overloaded";

    /// <summary>No silo can embed pictures now.</summary>
    public const string EmbeddingUnavailable = "embedding_unavailable";

    /// <summary>The work took longer than the server allows.</summary>
    public const string DeadlineExceeded = "deadline_exceeded";

    /// <summary>The server is starting.</summary>
    public const string NotReady = "not_ready";

    /// <summary>The server needs a key, and none was sent.</summary>
    public const string KeyMissing = "key_missing";

    /// <summary>The server does not know the key.</summary>
    public const string KeyUnknown = "key_unknown";

    /// <summary>The key's role does not reach so far.</summary>
    public const string KeyRole = "key_role";

    /// <summary>A server without keys, on loopback, was asked by a name that is not loopback's.</summary>
    public const string ForeignHost = "foreign_host";

    /// <summary>A browser sent a change on behalf of another web site.</summary>
    public const string CrossSite = "cross_site";

    /// <summary>More requests than the key, or the address, may make; the server says when to come back.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>The reply is not one of this API. Made by the client, never sent by a server.</summary>
    public const string UnexpectedReply = "unexpected_reply";

    /// <summary>The server's reply to a batch leaves the item out. Made by the client, never sent by a server.</summary>
    public const string NoResult = "no_result";

    /// <summary>True for a code that says "not now": the same request can succeed later.</summary>
    public static bool IsTransient(string? code) => code is Overloaded or RateLimited or EmbeddingUnavailable or DeadlineExceeded or NotReady or NoResult;
}
