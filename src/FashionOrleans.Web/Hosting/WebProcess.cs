using System.Net;
using FashionOrleans.Grains.Operations;
using FashionOrleans.Silo;
using FashionOrleans.Web.Endpoints;
using FashionOrleans.Web.Problems;
using FashionOrleans.Web.Requests;
using FashionOrleans.Web.Replies;
using FashionOrleans.Web.Security;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Web.Hosting;

/// <summary>Builds and runs the web process.</summary>
static class WebProcess
{
    // Past this Kestrel cuts the connection. The limits that users meet are lower and answered with a sentence, for which the rest of the
    // request has to be read.
    const long HardRequestLimit = 128_000_000;
    static readonly TimeSpan ConnectionRetry = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Hsts = TimeSpan.FromDays(365);
    const int HardRequestLineLimit = 64_000;

    /// <summary>Runs until it is told to stop.</summary>
    /// <returns>The exit code: 0, or 1 when it could not start.</returns>
    public static async Task<int> RunAsync(IReadOnlyDictionary<string, string?> configuration, bool demo, CancellationToken stop)
    {
        try
        {
            await using var app = Build(configuration, demo);
            await app.StartAsync(stop);
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
            Console.WriteLine($"FashionOrleans serves on {string.Join(" and ", addresses)}  (API docs: /docs, stop with Ctrl-C)");
            await app.WaitForShutdownAsync(stop);
            return 0;
        }
        catch (Exception exception) when (StartFailure.Explain(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>A host with the configuration of files, environment, secrets and command line, and nothing else yet.</summary>
    public static WebApplicationBuilder Configure(IReadOnlyDictionary<string, string?> configuration)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // The page and the settings lie beside the program, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.Configuration.AddSecretFiles();
        return builder;
    }

    static WebApplication Build(IReadOnlyDictionary<string, string?> configuration, bool demo)
    {
        var builder = Configure(configuration);
        builder.WebHost.UseStaticWebAssets();
        var section = builder.Configuration.GetSection(WebSettings.Section);
        builder.Services.AddOptions<WebSettings>().Bind(section);
        var settings = section.Get<WebSettings>() ?? new WebSettings();
        settings.Keys = KeyRing.Configured(builder.Configuration);

        // What is built below depends on these, so they are validated here and not at the start of the host.
        if (new WebSettingsValidation().Validate(null, settings) is { Failed: true } wrong)
        {
            throw new OptionsValidationException(WebSettings.Section, typeof(WebSettings), wrong.Failures);
        }

        var requirement = KeyRequirement.Of(settings, builder.Configuration);
        builder.Services.AddSingleton(requirement);
        builder.Services.AddSingleton<AccessMetrics>();
        builder.Services.AddSingleton<AccessLog>();
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddSingleton<AdminSessions>();
        builder.Services.AddProcessWatch();
        builder.Services.AddSingleton(new RequestRates(TimeProvider.System));
        var losses = new GatewayLosses();
        AddCluster(builder, settings, losses);
        builder.AddPictureFetching();
        builder.Services.AddSingleton<PictureAddresses>();
        builder.Services.AddSingleton<JobReader>();
        builder.Services.AddSingleton<ClusterPresence>();
        builder.Services.AddSingleton(new ClusterCalls(TimeProvider.System, losses));
        AddHttp(builder, settings);
        builder.AddWebTelemetry(settings.Telemetry, requirement);
        if (demo)
        {
            builder.Services.AddHostedService<DemoCatalog>();
        }

        var app = builder.Build();
        app.UseTraceIds();
        app.UseExceptionHandler();
        app.UseStatusCodePages(ProblemWriter.WriteStatusAsync);
        app.UseHsts();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<BrowserGuard>();
        app.UseMiddleware<AccessControl>();
        app.UseMiddleware<RequestSizeLimit>();
        app.UseResponseCompression();
        app.UseMiddleware<PageAssets>();
        app.UseMiddleware<BodyBudget>();
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.MapPrometheusScrapingEndpoint(Telemetry.Path).ForReaders();
        app.MapDocs();
        app.MapHealth();
        var api = app.MapGroup("/api/v1").ForAdmins();
        api.MapCatalogs();
        api.MapSchemas();
        api.MapMigrations();
        api.MapExports();
        api.MapQuarantine();
        api.MapItems();
        api.MapJobs();
        api.MapRecommendations();
        api.MapShoppers();
        api.MapShopperRestore();
        api.MapModels();
        api.MapBoxes();
        app.MapAdmin(api, settings);
        return app;
    }

    static void AddCluster(WebApplicationBuilder builder, WebSettings settings, GatewayLosses losses)
    {
        if (settings.RunsSilo)
        {
            builder.AddFashionOrleansSilo(embedded: true);
            return;
        }

        builder.UseOrleansClient(client =>
        {
            _ = settings.Gateway is { } gateway
                ? client.UseGateway(settings.Cluster, IPEndPoint.Parse(gateway))
                : client.UseMembership(settings.Cluster, settings.Postgres);
            client.AddGatewayCountChangedHandler(losses.OnCountChanged);
            client.AddActivityPropagation();
            if (settings.OrleansDashboard)
            {
                client.AddOrleansDashboard();
            }

            // A silo that is not up yet is waited for, so that both can be started in any order.
            client.UseConnectionRetryFilter(async (_, stop) =>
            {
                await Task.Delay(ConnectionRetry, stop);
                return true;
            });
        });
    }

    static void AddHttp(WebApplicationBuilder builder, WebSettings settings)
    {
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = HardRequestLimit;
            kestrel.Limits.MaxRequestLineSize = HardRequestLineLimit;
        });
        builder.Services.Configure<FormOptions>(form =>
        {
            form.MultipartBodyLengthLimit = HardRequestLimit;
            form.MemoryBufferThreshold = (int)settings.MaxPictureBytes;
        });
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, WebJson.Default));
        builder.Services.AddPageCompression();
        builder.Services.AddSingleton<SmallPictures>();
        builder.Services.AddHsts(hsts => hsts.MaxAge = Hsts);
        builder.Services.AddSingleton(services => new RefusalLog(TimeProvider.System, services.GetRequiredService<ILogger<RefusalLog>>()));
        builder.Services.AddExceptionHandler<ProblemWriter>();
        builder.Services.AddProblemDetails();
        builder.Services.AddApiDocs();
    }
}
