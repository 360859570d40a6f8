using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.TestSupport;

/// <summary>A real HTTP server on loopback that answers as a test says, and remembers what it was asked.</summary>
public sealed class PictureServer : IAsyncDisposable
{
    readonly WebApplication _app;

    PictureServer(WebApplication app) => _app = app;

    /// <summary>Its address.</summary>
    public Uri Root { get; private set; } = null!;

    /// <summary>Host and port, as <c>AllowedHosts</c> takes them.</summary>
    public string Authority => Root.Authority;

    /// <summary>What was asked: method, path, and the headers that matter here.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The address of a path.</summary>
    public Uri Address(string path) => new(Root, path);

    /// <summary>Starts a server.</summary>
    /// <param name="answer">Answers a request.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<PictureServer> StartAsync(RequestDelegate answer, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new PictureServer(app);
        app.Run(context =>
        {
            server.Requests.Enqueue($"{context.Request.Path}{(context.Request.Headers.IfNoneMatch is [var tag] ? $" {tag}" : "")}");
            return answer(context);
        });
        await app.StartAsync(cancellationToken);
        server.Root = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
