using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Problems;
using FashionOrleans.Web.Replies;
using FashionOrleans.Web.Security;

namespace FashionOrleans.Web.Endpoints;

/// <summary>Items whose rows were damaged.</summary>
static class QuarantineEndpoints
{
    const int DefaultLimit = 100;
    const int MaxLimit = 10_000;

    public static void MapQuarantine(this IEndpointRouteBuilder api) =>
        api.MapGroup("/catalogs").WithTags("Backup").MapGet("/{catalog}/quarantine", ListAsync).ForReaders()
            .WithSummary("Items whose rows were damaged and were moved aside; storing or deleting an item takes it out")
            .Produces<QuarantineReply>().ProducesProblem(404);

    static async Task<IResult> ListAsync(string catalog, IGrainFactory grains, ClusterCalls calls, CancellationToken stop, int limit = DefaultLimit)
    {
        CatalogName.Require(catalog);
        if (limit is < 1 or > MaxLimit)
        {
            throw new RequestProblem(400, ErrorCodes.InvalidRequest, $"'limit' is {limit}; it must be 1 to {MaxLimit}.");
        }

        var entries = await calls.ReadAsync(token => grains.GetGrain<ICatalogGrain>(catalog).GetQuarantineAsync(limit, token), stop);
        return TypedResults.Json(
            new QuarantineReply([.. entries.Select(entry => new QuarantinedItemReply(entry.Id, entry.Shard, entry.Reason, entry.FoundAt))]),
            WebJson.Default.QuarantineReply);
    }
}
