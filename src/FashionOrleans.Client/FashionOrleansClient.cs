using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FashionOrleans.Client;

/// <summary>
/// A typed client of the HTTP API under <c>/api/v1</c>. Thread-safe; one instance serves a whole program. Every call is
/// safe to repeat and is repeated, with growing, jittered waits, while the server does not answer or says "not now".
/// </summary>
/// <remarks>
/// Every method throws <see cref="ProblemException"/> when the server refuses, <see cref="ServerUnreachableException"/>
/// when it gives no answer, and <see cref="OperationCanceledException"/> when the caller cancels.
/// </remarks>
public sealed partial class FashionOrleansClient : IDisposable
{
    readonly HttpClient _http;
    readonly bool _ownsHttp;
    readonly string? _apiKey;
    readonly RetryingSender _sender;

    /// <summary>A client over <paramref name="http"/>, whose <see cref="HttpClient.BaseAddress"/> is the server's root.</summary>
    /// <param name="http">Not disposed. Its <see cref="HttpClient.Timeout"/> still counts: it bounds one attempt.</param>
    /// <param name="options">Key and patience; null for the defaults.</param>
    /// <exception cref="ArgumentException"><paramref name="http"/> has no base address.</exception>
    public FashionOrleansClient(HttpClient http, FashionOrleansClientOptions? options = null)
    {
        if (http.BaseAddress is null) throw new ArgumentException("Give the HttpClient a BaseAddress: the server's root.", nameof(http));
        _http = http;
        _apiKey = options?.ApiKey;
        _sender = new(http, options ?? new());
    }

    FashionOrleansClient(HttpClient http, FashionOrleansClientOptions? options, bool ownsHttp)
        : this(http, options) => _ownsHttp = ownsHttp;

    /// <summary>The server's root.</summary>
    public Uri Server => _http.BaseAddress!;

    /// <summary>A client with connections of its own.</summary>
    /// <param name="server">The server's root, such as <c>http://127.0.0.1:5080</c>; a path below it is kept.</param>
    /// <param name="options">Key and patience; null for the defaults.</param>
    public static FashionOrleansClient Connect(Uri server, FashionOrleansClientOptions? options = null)
    {
        var handler = new SocketsHttpHandler();
        ClientHttp.Configure(handler);
        var http = new HttpClient(handler);
        ClientHttp.Configure(http, server);
        return new(http, options, ownsHttp: true);
    }

    /// <summary>A client over the same connections with another patience; disposing it leaves them open. It keeps the key, unless it is given another.</summary>
    public FashionOrleansClient WithOptions(FashionOrleansClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(_http, options with { ApiKey = options.ApiKey ?? _apiKey });
    }

    /// <summary>Whether the server can serve. "Not ready" is an answer, and is not waited out.</summary>
    public Task<ServerHealth> GetHealthAsync(CancellationToken cancellationToken = default) =>
        _sender.SendAsync(
            () => Get("health/ready"),
            async (response, token) =>
            {
                var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true;
                var health = isJson ? await response.Content.ReadFromJsonAsync(ClientJson.Default.ServerHealth, token) : null;
                return (health ?? new()) with { IsReady = response.IsSuccessStatusCode };
            },
            cancellationToken,
            response => response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.ServiceUnavailable);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsHttp) _http.Dispose();
    }

    static HttpRequestMessage Get(string path) => new(HttpMethod.Get, Relative(path));

    static HttpRequestMessage Delete(string path) => new(HttpMethod.Delete, Relative(path));

    static HttpRequestMessage Send<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> json) =>
        new(method, Relative(path)) { Content = JsonContent.Create(body, json) };

    static Uri Relative(string path) => new(path, UriKind.Relative);

    static string CatalogPath(string catalog, string below = "") => $"api/v1/catalogs/{Uri.EscapeDataString(catalog)}{below}";

    static string ShopperPath(string shopper, string below = "") => $"api/v1/shoppers/{Uri.EscapeDataString(shopper)}{below}";

    static string ItemPath(string catalog, string id, string below = "") => CatalogPath(catalog, $"/items/{Uri.EscapeDataString(id)}{below}");

    static ByteArrayContent PictureContent(ReadOnlyMemory<byte> picture)
    {
        var content = MemoryMarshal.TryGetArray(picture, out var segment)
            ? new ByteArrayContent(segment.Array!, segment.Offset, segment.Count)
            : new ByteArrayContent(picture.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }

    Task<T> SendAsync<T>(Func<HttpRequestMessage> create, JsonTypeInfo<T> json, CancellationToken cancellationToken) =>
        _sender.SendAsync(create, (response, token) => ReadAsync(response, json, token), cancellationToken);

    async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> json, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(json, cancellationToken) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new ProblemException(
                response.StatusCode,
                ProblemCodes.UnexpectedReply,
                $"The reply of {Server} cannot be read. Check that the address is that of a FashionOrleans server of the same version.");
        }
    }
}
