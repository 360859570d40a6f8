using FashionOrleans.Contracts;

namespace FashionOrleans.Grains;

/// <summary>The refusals that several grains share.</summary>
static class Refusals
{
    public static FashionOrleansException UnknownCatalog(string name) => new(
        ErrorCodes.UnknownCatalog,
        $"There is no catalogue '{name}'. Create it with PUT /api/v1/catalogs/{name}, or look at GET /api/v1/catalogs.");

    public static FashionOrleansException UnknownItem(string catalog, string id) => new(
        ErrorCodes.UnknownItem, $"The catalogue '{catalog}' has no item '{id}'.");

    public static FashionOrleansException Superseded(string catalog) => new(
        ErrorCodes.Superseded, $"The catalogue '{catalog}' has just changed its model. Try again in a moment.");

    public static FashionOrleansException NotReady(ShardKey shard, string why) => new(
        ErrorCodes.NotReady, $"Shard {shard} {why}. Try again in a moment.");
}
