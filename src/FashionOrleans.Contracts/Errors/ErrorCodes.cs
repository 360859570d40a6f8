namespace FashionOrleans.Contracts;

/// <summary>The stable, machine-readable codes of everything that can be refused. The HTTP API repeats them word for word.</summary>
public static class ErrorCodes
{
    /// <summary>The request as a whole cannot be understood.</summary>
    public const string InvalidRequest = "invalid_request";

    /// <summary><c>k</c> lies outside 1…1,000.</summary>
    public const string InvalidK = "invalid_k";

    /// <summary>The filter does not follow the grammar.</summary>
    public const string InvalidFilter = "invalid_filter";

    /// <summary>The filter names a field that no item of the catalogue has.</summary>
    public const string UnknownFilterField = "unknown_filter_field";

    /// <summary>A facet names a field that no item has, or one with too many different values.</summary>
    public const string InvalidFacet = "invalid_facet";

    /// <summary>The text has no word, or is too long.</summary>
    public const string InvalidText = "invalid_text";

    /// <summary>There is no catalogue of that name.</summary>
    public const string UnknownCatalog = "unknown_catalog";

    /// <summary>A catalogue of that name exists with other settings.</summary>
    public const string CatalogExists = "catalog_exists";

    /// <summary>What the store keeps of the catalogue cannot be worked with. Other catalogues are not affected.</summary>
    public const string CatalogDamaged = "catalog_damaged";

    /// <summary>What the store keeps of the shopper cannot be read. Other shoppers are not affected.</summary>
    public const string ShopperDamaged = "shopper_damaged";

    /// <summary>The export was not read for a while, or its silo is gone. Begin a new one.</summary>
    public const string ExportLost = "export_lost";

    /// <summary>A stored item contradicts the types to declare.</summary>
    public const string SchemaContradicted = "schema_contradicted";

    /// <summary>The types to declare name no field, or no type.</summary>
    public const string InvalidSchema = "invalid_schema";

    /// <summary>The name of the catalogue breaks the rules of <see cref="CatalogName"/>.</summary>
    public const string InvalidCatalogName = "invalid_catalog_name";

    /// <summary>A setting of the catalogue lies outside what is allowed.</summary>
    public const string InvalidCatalogSettings = "invalid_catalog_settings";

    /// <summary>No embedding silo has a model pack of that name.</summary>
    public const string UnknownModel = "unknown_model";

    /// <summary>The catalogue has no item of that id.</summary>
    public const string UnknownItem = "unknown_item";

    /// <summary>The item's id breaks the rules of <see cref="ItemId"/>.</summary>
    public const string InvalidId = "invalid_id";

    /// <summary>The attributes are not a flat JSON object of scalars and lists of strings.</summary>
    public const string InvalidAttributes = "invalid_attributes";

    /// <summary>The embedding has the wrong length, is zero, or holds NaN or an infinity.</summary>
    public const string InvalidEmbedding = "invalid_embedding";

    /// <summary>The item has neither a picture nor an embedding.</summary>
    public const string MissingPicture = "missing_picture";

    /// <summary>The part of a picture to look at is no box, or lies outside the picture.</summary>
    public const string InvalidCrop = "invalid_crop";

    /// <summary>The query has no example to look for.</summary>
    public const string MissingExample = "missing_example";

    /// <summary>Nothing is known of what the shopper likes in this catalogue, and the query has nothing else to go by.</summary>
    public const string NoTaste = "no_taste";

    /// <summary>A bounded queue is full. Trying again later is safe.</summary>
    public const string Overloaded = "overloaded";

    /// <summary>No silo that can embed pictures is up.</summary>
    public const string EmbeddingUnavailable = "embedding_unavailable";

    /// <summary>The query's deadline passed before an answer was there.</summary>
    public const string DeadlineExceeded = "deadline_exceeded";

    /// <summary>A migration of the catalogue is under way already.</summary>
    public const string MigrationUnderWay = "migration_under_way";

    /// <summary>The catalogue has no migration.</summary>
    public const string NoMigration = "no_migration";

    /// <summary>The embedding space that stands by cannot answer yet.</summary>
    public const string MigrationNotReady = "migration_not_ready";

    /// <summary>The migration asks for what cannot be.</summary>
    public const string InvalidMigration = "invalid_migration";

    /// <summary>Another embedding space of the catalogue answers by now. Trying again is safe, and finds it.</summary>
    public const string Superseded = "superseded";

    /// <summary>A shard is still loading or is moving. Trying again later is safe.</summary>
    public const string NotReady = "not_ready";

    /// <summary>The durable store cannot be written, for example because its disk is full. Nothing of the request was stored.</summary>
    public const string StoreUnavailable = "store_unavailable";

    /// <summary>What should be an address is none of http or https, or has a name and password in it.</summary>
    public const string InvalidAddress = "invalid_address";

    /// <summary>The server does not ask that address: it is not public, and not allowed by the configuration.</summary>
    public const string AddressNotAllowed = "address_not_allowed";

    /// <summary>No file could be fetched from an address.</summary>
    public const string PictureUnreachable = "picture_unreachable";

    /// <summary>The picture's file has too many bytes.</summary>
    public const string PictureTooLarge = "picture_too_large";

    /// <summary>There is no job of that id in the catalogue.</summary>
    public const string UnknownJob = "unknown_job";

    /// <summary>Too many jobs of the catalogue wait already.</summary>
    public const string TooManyJobs = "too_many_jobs";

    /// <summary>The feed cannot be read, from its beginning or from some row on.</summary>
    public const string InvalidFeed = "invalid_feed";

    /// <summary>The feed has too many bytes.</summary>
    public const string FeedTooLarge = "feed_too_large";

    /// <summary>No feed could be fetched from its address.</summary>
    public const string FeedUnreachable = "feed_unreachable";

    /// <summary>A row of a feed cannot be read, beside others that can.</summary>
    public const string InvalidRow = "invalid_row";
}
