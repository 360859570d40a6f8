using FashionOrleans.Backup;
using FashionOrleans.Contracts;
using FashionOrleans.Embedding;
using FashionOrleans.Ingest.Feeds;
using FashionOrleans.Ingest.Fetching;
using FashionOrleans.Loader;
using FashionOrleans.Search;
using FashionOrleans.Web.Problems;

namespace FashionOrleans.Fuzz;

/// <summary>How an input may be refused: by an error that the boundary it comes through turns into a sentence for whoever sent it.</summary>
static class Refusals
{
    /// <summary>Whether an exception is a documented refusal of an input.</summary>
    public static bool Allow(Exception exception) => exception switch
    {
        RequestProblem problem => problem.Status is >= 400 and < 500,
        FashionOrleansException { Code: ErrorCodes.CatalogDamaged or ErrorCodes.ShopperDamaged } => true,
        FashionOrleansException refusal => ProblemStatus.Of(refusal.Code) is >= 400 and < 500,
        FilterFormatException or AttributeFormatException => true,
        PictureException or ModelPackException => true,
        FeedException or FetchException => true,
        BackupException or InterruptedExportException => true,
        InputException => true,
        _ => false,
    };
}
