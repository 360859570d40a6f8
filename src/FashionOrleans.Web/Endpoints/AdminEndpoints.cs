using FashionOrleans.Contracts;
using FashionOrleans.Grains.Operations;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Overview;
using FashionOrleans.Web.Replies;
using FashionOrleans.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans.Dashboard;

namespace FashionOrleans.Web.Endpoints;

/// <summary>What the operator's page asks for, and the dashboard of Orleans beside it.</summary>
static class AdminEndpoints
{
    /// <summary>Where the dashboard of Orleans is.</summary>
    public const string OrleansDashboard = AdminSessions.Path + "/orleans";

    const int OwnEvents = 50;

    public static void MapAdmin(this IEndpointRouteBuilder app, IEndpointRouteBuilder api, WebSettings settings)
    {
        api.MapGet("/admin/overview", (IGrainFactory grains, ClusterCalls calls, ProcessLoad process, RecentEvents events, TimeProvider time, HttpContext context) =>
                OverviewAsync(grains, calls, process, settings.RunsSilo ? [] : events.Read(OwnEvents), settings.OrleansDashboard ? $"{OrleansDashboard}/" : null, time, context))
            .ForAdmins().WithTags("Operation").WithSummary("Silos, shards, queues, latencies, migrations and recent errors").Produces<OverviewReply>();

        var sessions = app.MapGroup($"{AdminSessions.Path}/session").ExcludeFromDescription();
        sessions.MapPost("", Begin).ForAdmins();
        sessions.MapDelete("", End).ForAnybody();
        if (settings.OrleansDashboard)
        {
            app.MapOrleansDashboard(OrleansDashboard).ForAdmins().ExcludeFromDescription();
        }
    }

    static async Task<IResult> OverviewAsync(
        IGrainFactory grains, ClusterCalls calls, ProcessLoad process, IEnumerable<LogEvent> events, string? dashboard, TimeProvider time, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        ClusterStatus? status = null;
        try
        {
            status = await calls.LookAsync(way => grains.GetGrain<IClusterStatusGrain>(way).GetAsync(), context.RequestAborted);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // That no silo answers is what there is to say.
        }

        return TypedResults.Json(OverviewBuilder.Build(status, process.Read(), events, dashboard, time.GetUtcNow()), WebJson.Default.OverviewReply);
    }

    /// <summary>Where no key is needed there is nothing to begin.</summary>
    static NoContent Begin(HttpContext context, AdminSessions sessions, KeyRequirement requirement)
    {
        if (requirement.KeysAreNeeded && AccessControl.SentKey(context.Request) is { } key)
        {
            sessions.Begin(context, key);
        }

        return TypedResults.NoContent();
    }

    static NoContent End(HttpContext context, AdminSessions sessions)
    {
        sessions.End(context);
        return TypedResults.NoContent();
    }
}
