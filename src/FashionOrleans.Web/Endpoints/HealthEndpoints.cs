using FashionOrleans.Contracts;
using FashionOrleans.Silo.Health;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Replies;
using FashionOrleans.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FashionOrleans.Web.Endpoints;

/// <summary>Whether the process lives, and whether it can answer in full.</summary>
static class HealthEndpoints
{
    const string Ok = HealthReply.Ok;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet(HealthPaths.Live, () => Reply(HealthReply.Of("process", Ok)))
            .ForAnybody().WithTags("Health").WithSummary("The process lives").Produces<HealthReply>();
        app.MapGet(HealthPaths.Ready, ReadyAsync)
            .ForAnybody().WithTags("Health").WithSummary("Every shard has loaded and the models are there").Produces<HealthReply>().Produces<HealthReply>(503);
        app.MapGet(HealthPaths.Serving, ServingAsync)
            .ForAnybody().WithTags("Health").WithSummary("Requests may be sent here; while shards load, answers are partial and say so")
            .Produces<HealthReply>().Produces<HealthReply>(503);
    }

    static async Task<JsonHttpResult<HealthReply>> ServingAsync(ClusterPresence cluster, CancellationToken stop) =>
        Reply(HealthReply.Of("cluster", await cluster.AnswersAsync(stop) ? Ok : "no silo answers"));

    static async Task<JsonHttpResult<HealthReply>> ReadyAsync(IGrainFactory grains, CancellationToken stop)
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

        return Reply(HealthReply.Of(checks));
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

    static JsonHttpResult<HealthReply> Reply(HealthReply reply) =>
        TypedResults.Json(reply, WebJson.Default.HealthReply, statusCode: reply.StatusCode());
}
