using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Problems;
using FashionOrleans.Web.Replies;
using FashionOrleans.Web.Requests;
using FashionOrleans.Web.Security;

namespace FashionOrleans.Web.Endpoints;

/// <summary>Takes in what a backup has of shoppers.</summary>
static class ShopperRestoreEndpoints
{
    // A hundred shoppers with all that is kept of them, and long ids of items.
    const int MaxBytes = 16_000_000;

    public static void MapShopperRestore(this IEndpointRouteBuilder api) =>
        api.MapGroup("/catalogs").WithTags("Backup").MapPost("/{catalog}/shoppers:restore", RestoreAsync).ForAdmins()
            .WithSummary("Add what a backup has of up to 100 shoppers about this catalogue; what they have said since stays")
            .Accepts<ShoppersRestoreRequest>("application/json").Produces<ShoppersRestoreReply>().ProducesProblem(400).ProducesProblem(404);

    static async Task<IResult> RestoreAsync(string catalog, HttpRequest request, IGrainFactory grains, ClusterCalls calls, CancellationToken stop)
    {
        CatalogName.Require(catalog);
        var body = await RequestBody.ReadJsonAsync(request, WebJson.Default.ShoppersRestoreRequest, MaxBytes, stop);

        // All of it is read before anything is kept.
        var shoppers = ToShoppers(catalog, body);
        _ = await calls.ReadAsync(token => grains.GetGrain<ICatalogDirectoryGrain>(0).FindAsync(catalog, token), stop)
            ?? throw new FashionOrleansException(ErrorCodes.UnknownCatalog, $"There is no catalogue '{catalog}'. Import its items first.");
        var changed = await Task.WhenAll(shoppers.Select(shopper =>
            calls.WriteAsync((_, token) => grains.GetGrain<IShopperGrain>(shopper.Id).RestoreAsync(shopper.Marks, token), stop)));
        return TypedResults.Json(new ShoppersRestoreReply(changed.Count(isNew => isNew)), WebJson.Default.ShoppersRestoreReply);
    }

    /// <exception cref="RequestProblem">There are too few or too many, or one is incomplete.</exception>
    internal static IReadOnlyList<(string Id, ImmutableArray<ShopperMark> Marks)> ToShoppers(string catalog, ShoppersRestoreRequest body)
    {
        if (body.Shoppers is not { Count: > 0 and <= ShoppersRestoreRequest.MaxShoppers } shoppers || shoppers.Contains(null!))
        {
            throw Refuse($"'shoppers' must be a list of 1 to {ShoppersRestoreRequest.MaxShoppers} shoppers.");
        }

        return shoppers.DistinctBy(shopper => shopper.Id).Count() == shoppers.Count
            ? [.. shoppers.Select(shopper => ToShopper(catalog, shopper))]
            : throw Refuse("A shopper is named twice. Put all marks of a shopper into one entry.");
    }

    static (string Id, ImmutableArray<ShopperMark> Marks) ToShopper(string catalog, ShopperRestoreRequest shopper)
    {
        ShopperId.Require(shopper.Id);
        return shopper.Marks is { Count: > 0 and <= ShopperProfile.MaxMarks } marks && !marks.Contains(null!)
            ? (shopper.Id!, [.. marks.Select(mark => ToMark(catalog, mark))])
            : throw Refuse($"'marks' of a shopper must be a list of 1 to {ShopperProfile.MaxMarks} marks.");
    }

    static ShopperMark ToMark(string catalog, ShopperMarkRequest mark)
    {
        ItemId.Require(mark.Item);
        return new ShopperMark(
            mark.Type switch
            {
                "view" => ShopperEventKind.View,
                "like" => ShopperEventKind.Like,
                "dislike" => ShopperEventKind.Dislike,
                _ => throw Refuse($"The 'type' of a mark is '{mark.Type}'; it must be 'view', 'like' or 'dislike'."),
            },
            catalog,
            mark.Item!,
            mark.At?.ToUniversalTime() ?? throw Refuse("A mark has no 'at'. Say when it was made, as 2026-11-27T12:00:00Z."));
    }

    static RequestProblem Refuse(string sentence) => new(400, ErrorCodes.InvalidRequest, sentence);
}
