using FashionOrleans.Contracts;

namespace FashionOrleans.Web.Problems;

/// <summary>Which HTTP status belongs to which code.</summary>
static class ProblemStatus
{
    public static int Of(string code) => code switch
    {
        ErrorCodes.UnknownCatalog or ErrorCodes.UnknownItem or ErrorCodes.NoTaste or ErrorCodes.NoMigration or ErrorCodes.UnknownJob => StatusCodes.Status404NotFound,
        ErrorCodes.CatalogExists or ErrorCodes.SchemaContradicted or ErrorCodes.MigrationUnderWay or ErrorCodes.MigrationNotReady or ErrorCodes.TooManyJobs => StatusCodes.Status409Conflict,
        ErrorCodes.PictureTooLarge or ErrorCodes.FeedTooLarge or HttpCodes.RequestTooLarge or HttpCodes.BatchTooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorCodes.Overloaded or ErrorCodes.NotReady or ErrorCodes.Superseded or ErrorCodes.EmbeddingUnavailable or ErrorCodes.StoreUnavailable =>
            StatusCodes.Status503ServiceUnavailable,
        ErrorCodes.CatalogDamaged or ErrorCodes.ShopperDamaged => StatusCodes.Status500InternalServerError,
        ErrorCodes.ExportLost => StatusCodes.Status410Gone,
        ErrorCodes.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status400BadRequest,
    };
}
