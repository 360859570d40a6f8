using FashionOrleans.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a <see cref="FashionOrleansClient"/>.</summary>
public static class FashionOrleansClientServiceCollectionExtensions
{
    /// <summary>The name of the <see cref="HttpClient"/> under the client, for <see cref="IHttpClientFactory"/> and for filters of its log.</summary>
    public const string HttpClientName = "FashionOrleans";

    /// <summary>Registers a client of the server at an address.</summary>
    /// <inheritdoc cref="AddFashionOrleansClient(IServiceCollection, Action{FashionOrleansClientOptions})"/>
    public static IHttpClientBuilder AddFashionOrleansClient(this IServiceCollection services, Uri server) =>
        services.AddFashionOrleansClient(options => options.Server = server);

    /// <summary>Registers a client with the options of a section of the configuration, such as <c>{ "Server": "http://…", "Deadline": "00:00:10" }</c>.</summary>
    /// <inheritdoc cref="AddFashionOrleansClient(IServiceCollection, Action{FashionOrleansClientOptions})"/>
    public static IHttpClientBuilder AddFashionOrleansClient(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return services.AddFashionOrleansClient(section.Bind);
    }

    /// <summary>Registers a client with options set in code.</summary>
    /// <remarks>
    /// The client is a singleton over an <see cref="IHttpClientFactory"/>; it repeats what can be repeated by itself, so its
    /// <see cref="HttpClient"/> needs no handler for that. The options are checked when the host starts.
    /// </remarks>
    /// <returns>For adding handlers, such as one that authenticates at a proxy.</returns>
    public static IHttpClientBuilder AddFashionOrleansClient(this IServiceCollection services, Action<FashionOrleansClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<FashionOrleansClientOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FashionOrleansClientOptions>, FashionOrleansClientOptionsValidation>());
        services.TryAddSingleton(provider => new FashionOrleansClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName), Options(provider)));
        return services
            .AddHttpClient(HttpClientName, (provider, http) => ClientHttp.Configure(http, Options(provider).Server!))
            .UseSocketsHttpHandler((handler, _) => ClientHttp.Configure(handler))
            // The client keeps its handler for good; the pool renews connections.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
    }

    static FashionOrleansClientOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<FashionOrleansClientOptions>>().Value;
}
