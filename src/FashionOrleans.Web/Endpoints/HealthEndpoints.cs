using FashionOrleans.Contracts;
using FashionOrleans.Web.Replies;

namespace FashionOrleans.Web.Endpoints;

/// <summary>Whether the process lives, and whether it can answer in full.</summary>
static class HealthEndpoints
{
    const string Ok = "ok";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Json(Reply(new Dictionary<string, string> { ["process"] = Ok }), WebJson.Default.HealthReply))
            .WithTags("Health").WithSummary("The process lives").Produces<HealthReply>();
        app.MapGet("/health/ready", ReadyAsync)
            .WithTags("Health").WithSummary("Every shard has loaded and the models are there").Produces<HealthReply>().Produces<HealthReply>(503);
    }

    static async Task<IResult> ReadyAsync(IGrainFactory grains, CancellationToken stop)
    {
        var checks = new Dictionary<string, string>();
        try
        {
            await CheckAsync(grains, checks, stop).WaitAsync(Patience, stop);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            checks["cluster"] = exception is TimeoutException ? $"no answer within {Patience.TotalSeconds:0} s" : exception.Message;
        }

        var reply = Reply(checks);
        return TypedResults.Json(reply, WebJson.Default.HealthReply, statusCode: reply.Status == Ok ? 200 : 503);
    }

    static async Task CheckAsync(IGrainFactory grains, Dictionary<string, string> checks, CancellationToken stop)
    {
        var catalogs = await grains.GetGrain<ICatalogDirectoryGrain>(0).ListAsync(stop);
        checks["cluster"] = Ok;
        foreach (var catalog in catalogs)
        {
            var status = await grains.GetGrain<ICatalogGrain>(catalog.Name).GetStatusAsync(stop);
            var ready = status.Shards.Count(shard => shard.State == ShardState.Ready);
            checks[$"catalog {catalog.Name}"] = status.Ready ? Ok : $"{ready} of {catalog.Settings.Shards} shards are ready";
        }

        foreach (var model in catalogs.Select(catalog => catalog.Settings.Model).Append(CatalogSettings.DefaultModel).Distinct())
        {
            await grains.GetGrain<IEmbeddingGrain>(model).DescribeAsync(stop);
            checks[$"model {model}"] = Ok;
        }
    }

    static HealthReply Reply(Dictionary<string, string> checks) =>
        new(checks.Values.All(check => check == Ok) ? Ok : "not ready", checks);
}
