using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using FashionOrleans.Contracts;

namespace FashionOrleans.Ingest.Fetching;

/// <summary>
/// Asks other servers for what users and feeds name. Nothing of this process goes along: no cookies, no credentials, no proxy of the environment, no
/// trace. Redirects are followed by hand, a few of them, each checked as if it had been named.
/// </summary>
public sealed class GuardedClient : IDisposable
{
    const int MaxRedirects = 5;
    const int MaxHeaderKilobytes = 32;
    static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);
    static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(1);

    readonly HttpMessageInvoker _http;
    readonly HostGates _gates;
    readonly TimeProvider _time;

    /// <summary>A client under the rules of the options.</summary>
    /// <param name="options">Valid options.</param>
    /// <param name="time">Time, for limits.</param>
    public GuardedClient(FetchOptions options, TimeProvider time)
        : this(options, time, rules => new GuardedConnector(rules))
    {
    }

    internal GuardedClient(FetchOptions options, TimeProvider time, Func<HostRules, GuardedConnector> connector)
    {
        _time = time;
        Rules = new HostRules(options);
        _gates = new HostGates(options.MaxConcurrent, options.MaxPerHost);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = connector(Rules).ConnectAsync,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = ConnectLimit,
            PooledConnectionLifetime = ConnectionLife,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
        });
    }

    /// <summary>Which addresses are asked.</summary>
    public HostRules Rules { get; }

    /// <summary>Asks an address and reads the answer, whatever its status.</summary>
    /// <param name="address">The address.</param>
    /// <param name="limit">How long that may take, redirects and all; the wait for a turn does not count.</param>
    /// <param name="prepare">Adds headers.</param>
    /// <param name="read">Reads the answer; the body is streamed.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="FetchException">The address is not allowed, or nobody answers.</exception>
    public async Task<T> GetAsync<T>(
        Uri address, TimeSpan limit, Action<HttpRequestHeaders> prepare, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken stop)
    {
        var left = limit;
        for (var hop = 0; ; hop++)
        {
            Rules.RequireForm(address);
            using var turn = await _gates.EnterAsync(address.IdnHost, stop);
            var begun = _time.GetTimestamp();
            using var late = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
            request.Headers.TryAddWithoutValidation("User-Agent", "FashionOrleans");
            prepare(request.Headers);
            var isReading = false;
            try
            {
                using var response = await _http.SendAsync(request, either.Token);
                if (!IsRedirect(response) || response.Headers.Location is not { } location)
                {
                    isReading = true;
                    return await read(response, either.Token);
                }

                address = hop < MaxRedirects
                    ? new Uri(address, location)
                    : throw Unreachable(address, $"passes on more than {MaxRedirects} times", isTransient: false);
                left -= _time.GetElapsedTime(begun);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                throw Unreachable(address, $"has not sent everything within {limit.TotalSeconds:0.#} s");
            }
            catch (HttpRequestException exception)
            {
                throw Explain(address, exception);
            }
            catch (IOException)
            {
                throw Unreachable(address, "broke the answer off");
            }
            catch (Exception exception) when (!isReading && exception is (FormatException or InvalidOperationException or NotSupportedException or ArgumentException))
            {
                // An address, or one that a server passes on to, that passes as one and cannot be asked all the same.
                throw Unreachable(address, "cannot be asked under that address", isTransient: false);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _gates.Dispose();
    }

    internal static FetchException Unreachable(Uri address, string what, bool isTransient = true, TimeSpan? retryAfter = null) => new(
        ErrorCodes.PictureUnreachable, $"'{address.IdnHost}' {what}. Check the address in a browser, or send the file itself.", isTransient, retryAfter);

    static FetchException Explain(Uri address, HttpRequestException exception)
    {
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case FetchException refusal:
                    return refusal;
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData }:
                    return Unreachable(address, "is no host that can be found");
                case System.Security.Authentication.AuthenticationException:
                    return Unreachable(address, "has a certificate that is not trusted", isTransient: false);
            }
        }

        return Unreachable(address, "does not answer, or not in HTTP");
    }

    static bool IsRedirect(HttpResponseMessage response) => response.StatusCode is
        HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
}
