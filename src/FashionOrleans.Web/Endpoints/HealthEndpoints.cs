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

    /// <summary>All checks at the same time, each with its own limit, so that one that fails hides none of the others.</summary>
    static async Task<JsonHttpResult<HealthReply>> ReadyAsync(IGrainFactory grains, ClusterPresence cluster, CancellationToken stop)
    {
        var listing = grains.GetGrain<ICatalogDirectoryGrain>(0).ListAsync(stop);
        var presence = CheckAsync("cluster", async () => await cluster.AnswersAsync(stop) ? Ok : "no silo answers", stop);
        var store = CheckAsync("store", async () => (await listing).IsDefault ? "no answer" : Ok, stop);
        var checks = new List<KeyValuePair<string, string>> { await presence, await store };
        var catalogs = checks[^1].Value == Ok ? await listing : [];
        var models = catalogs.Select(catalog => catalog.Settings.Model).Append(CatalogSettings.DefaultModel).Distinct(StringComparer.Ordinal);
        checks.AddRange(await Task.WhenAll(
            [.. catalogs.Select(catalog => CheckAsync($"catalog {catalog.Name}", () => LookAsync(grains, catalog, stop), stop)),
            .. models.Select(model => CheckAsync($"model {model}", () => OpenAsync(grains, model, stop), stop))]));
        return Reply(HealthReply.Of(checks.ToDictionary()));
    }

    static async Task<KeyValuePair<string, string>> CheckAsync(string name, Func<Task<string>> check, CancellationToken stop)
    {
        try
        {
            return new(name, await check().WaitAsync(Patience, stop));
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            return new(name, exception is TimeoutException ? $"no answer within {Patience.TotalSeconds:0} s" : exception.Message);
        }
    }

    static async Task<string> LookAsync(IGrainFactory grains, Catalog catalog, CancellationToken stop)
    {
        var status = await grains.GetGrain<ICatalogGrain>(catalog.Name).GetStatusAsync(stop);
        var ready = status.Shards.Count(shard => shard.State == ShardState.Ready);
        var learning = status.Shards.Count(shard => shard.State == ShardState.Learning);
        return status.Ready ? Ok
            : learning == 0 ? $"{ready} of {catalog.Settings.Shards} shards are ready"
            : $"{ready} of {catalog.Settings.Shards} shards are ready; {learning} answer slowly until they have learnt their axes";
    }

    /// <summary>Opens the model on a silo that has the role, where it is not open yet.</summary>
    static async Task<string> OpenAsync(IGrainFactory grains, string model, CancellationToken stop)
    {
        await grains.GetGrain<IEmbeddingGrain>(model).DescribeAsync(stop);
        return Ok;
    }

    static JsonHttpResult<HealthReply> Reply(HealthReply reply) =>
        TypedResults.Json(reply, WebJson.Default.HealthReply, statusCode: reply.StatusCode());
}
