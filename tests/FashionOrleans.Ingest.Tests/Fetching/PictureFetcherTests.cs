using System.Net;
using FashionOrleans.Ingest.Fetching;
using FashionOrleans.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Ingest.Tests.Fetching;

/// <summary>Fetching from real servers on loopback.</summary>
public sealed class PictureFetcherTests
{
    const int MaxBytes = 100_000;
    static readonly byte[] Picture = [1, 2, 3, 4];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_of_an_allowed_host_is_fetched_with_what_its_server_says_of_it()
    {
        await using var server = await StartAsync(context =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.Headers.LastModified = "Wed, 21 Oct 2026 07:28:00 GMT";
            return context.Response.Body.WriteAsync(Picture, Stop).AsTask();
        });
        using var fetching = new Fetching(server.Authority);

        var picture = await fetching.FetchAsync(server.Address("/1.jpg"));

        Assert.Equal(Picture, picture.Bytes.ToArray());
        Assert.Equal(new PictureTag("\"v1\"", "Wed, 21 Oct 2026 07:28:00 GMT"), picture.Tag);
    }

    [Fact]
    public async Task A_picture_that_has_not_changed_is_not_fetched_again()
    {
        await using var server = await StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch == "\"v1\"" ? 304 : 200;
            return Task.CompletedTask;
        });
        using var fetching = new Fetching(server.Authority);

        var picture = await fetching.FetchAsync(server.Address("/1.jpg"), new PictureTag("\"v1\"", null));

        Assert.True(picture.NotModified);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f000001:{0}/")]
    [InlineData("http://0177.0.0.1:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://0.0.0.0:{0}/")]
    public async Task No_spelling_of_a_private_address_reaches_it(string address)
    {
        await using var server = await StartAsync(context => context.Response.WriteAsync("secret", Stop));
        // Some other host at that port is allowed, so that the port alone does not refuse it.
        using var fetching = new Fetching($"203.0.113.7:{server.Root.Port}");

        var refusal = await fetching.RefusalAsync(new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, server.Root.Port)));

        Assert.Equal("address_not_allowed", refusal.Code);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.2:{0}/secret")]
    [InlineData("//127.0.0.2:{0}/secret")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[::1]:{0}/secret")]
    [InlineData("http://127.0.0.1:22/")]
    public async Task A_redirect_to_a_private_address_is_refused(string location)
    {
        PictureServer? server = null;
        server = await StartAsync(context =>
        {
            context.Response.Redirect(string.Format(System.Globalization.CultureInfo.InvariantCulture, location, server!.Root.Port));
            return Task.CompletedTask;
        });
        await using var _ = server;
        using var fetching = new Fetching(server.Authority);

        var refusal = await fetching.RefusalAsync(server.Address("/1.jpg"));

        Assert.Equal("address_not_allowed", refusal.Code);
        Assert.Equal(["/1.jpg"], server.Requests);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:password@127.0.0.1/")]
    public async Task A_redirect_to_what_is_no_address_of_the_web_is_refused(string location)
    {
        await using var server = await StartAsync(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        });
        using var fetching = new Fetching(server.Authority);

        Assert.Equal("invalid_address", (await fetching.RefusalAsync(server.Address("/1.jpg"))).Code);
    }

    [Fact]
    public async Task A_redirect_is_followed_and_a_loop_of_them_is_not()
    {
        await using var server = await StartAsync(context =>
        {
            if (context.Request.Path == "/there")
            {
                return context.Response.Body.WriteAsync(Picture, Stop).AsTask();
            }

            context.Response.Redirect(context.Request.Path == "/here" ? "there" : "/loop");
            return Task.CompletedTask;
        });
        using var fetching = new Fetching(server.Authority);

        Assert.Equal(Picture, (await fetching.FetchAsync(server.Address("/here"))).Bytes.ToArray());
        Assert.False((await fetching.RefusalAsync(server.Address("/loop"))).IsTransient);
        Assert.Equal(6, server.Requests.Count(path => path == "/loop"));
    }

    [Fact]
    public async Task A_name_that_resolves_to_another_address_the_second_time_is_asked_at_the_address_that_was_checked()
    {
        var resolved = 0;
        var endpoints = new List<IPEndPoint>();
        using var fetching = new Fetching("", rules => new GuardedConnector(
            rules,
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(++resolved == 1 ? "93.184.216.34" : "127.0.0.1")]),
            (endpoint, _) =>
            {
                endpoints.Add(endpoint);
                throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused);
            }));

        var first = await fetching.RefusalAsync(new Uri("http://rebinding.example/"));
        var second = await fetching.RefusalAsync(new Uri("http://rebinding.example/"));

        Assert.Equal("picture_unreachable", first.Code);
        Assert.Equal("address_not_allowed", second.Code);
        Assert.Equal([IPEndPoint.Parse("93.184.216.34:80")], endpoints);
        Assert.Equal(2, resolved);
    }

    [Fact]
    public async Task Of_several_addresses_of_a_name_only_the_public_ones_are_asked()
    {
        var endpoints = new List<IPEndPoint>();
        using var fetching = new Fetching("", rules => new GuardedConnector(
            rules,
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.1"), IPAddress.Parse("93.184.216.34"), IPAddress.Loopback, IPAddress.Parse("1.1.1.1")]),
            (endpoint, _) =>
            {
                endpoints.Add(endpoint);
                throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused);
            }));

        await fetching.RefusalAsync(new Uri("https://several.example/"));

        Assert.Equal([IPEndPoint.Parse("93.184.216.34:443"), IPEndPoint.Parse("1.1.1.1:443")], endpoints);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_picture_that_is_too_large_is_not_read_to_its_end(bool saysItsLength)
    {
        var sent = 0L;
        await using var server = await StartAsync(async context =>
        {
            const int chunks = 10_000;
            var chunk = new byte[10_000];
            context.Response.ContentLength = saysItsLength ? chunks * (long)chunk.Length : null;
            // Once the connection is gone, nothing is sent any more, and a write says so in its result alone.
            for (var i = 0; i < chunks && !(await context.Response.BodyWriter.WriteAsync(chunk, context.RequestAborted)).IsCompleted; i++)
            {
                Interlocked.Add(ref sent, chunk.Length);
            }
        });
        using var fetching = new Fetching(server.Authority);

        var refusal = await fetching.RefusalAsync(server.Address("/huge.jpg"));

        Assert.Equal("picture_too_large", refusal.Code);
        Assert.InRange(Interlocked.Read(ref sent), 0, 50_000_000);
    }

    [Fact]
    public async Task A_server_that_never_ends_its_answer_is_given_up_in_time()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await StartAsync(async context =>
        {
            await context.Response.Body.WriteAsync(Picture, Stop);
            await context.Response.Body.FlushAsync(Stop);
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var time = new FakeTimeProvider();
        using var fetching = new Fetching(server.Authority, time: time);

        var fetched = fetching.RefusalAsync(server.Address("/slow.jpg"));
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Assert.False(fetched.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(16));
        var refusal = await fetched.WaitAsync(TimeSpan.FromSeconds(30), Stop);

        Assert.Equal("picture_unreachable", refusal.Code);
        Assert.True(refusal.IsTransient);
        Assert.Contains("15 s", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, false)]
    [InlineData(403, false)]
    [InlineData(204, false)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    public async Task Another_status_is_told_and_whether_asking_again_may_help(int status, bool transient)
    {
        await using var server = await StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "7";
            return Task.CompletedTask;
        });
        using var fetching = new Fetching(server.Authority);

        var refusal = await fetching.RefusalAsync(server.Address("/1.jpg"));

        Assert.Equal("picture_unreachable", refusal.Code);
        Assert.Equal(transient, refusal.IsTransient);
        Assert.Equal(TimeSpan.FromSeconds(7), refusal.RetryAfter);
        Assert.Contains($"{status}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_requests_go_to_one_host_and_to_all_than_allowed()
    {
        const int perHost = 2, total = 3, each = 6;
        var (underWay, most, all, mostOfAll) = (new int[2], new int[2], 0, 0);
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new Lock();
        await using var server = await StartAsync(async context =>
        {
            var host = context.Request.Host.Host == "127.0.0.1" ? 0 : 1;
            lock (gate)
            {
                most[host] = Math.Max(most[host], ++underWay[host]);
                mostOfAll = Math.Max(mostOfAll, ++all);
                if (all == total)
                {
                    full.TrySetResult();
                }
            }

            await open.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
            lock (gate)
            {
                underWay[host]--;
                all--;
            }
        });
        using var fetching = new Fetching($"127.0.0.1:{server.Root.Port},localhost:{server.Root.Port}", maxConcurrent: total, maxPerHost: perHost);

        var fetches = Enumerable.Range(0, 2 * each)
            .Select(i => fetching.FetchAsync(i < each ? server.Address($"/{i}") : new Uri($"http://localhost:{server.Root.Port}/{i}")))
            .ToArray();
        await full.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        open.SetResult();
        await Task.WhenAll(fetches).WaitAsync(TimeSpan.FromSeconds(30), Stop);

        Assert.Equal(2 * each, server.Requests.Count);
        Assert.Equal(total, mostOfAll);
        Assert.InRange(most[0], 1, perHost);
        Assert.InRange(most[1], 1, perHost);
    }

    static Task<PictureServer> StartAsync(RequestDelegate answer) => PictureServer.StartAsync(answer, Stop);

    /// <summary>A fetcher with what tests vary.</summary>
    sealed class Fetching : IDisposable
    {
        readonly GuardedClient _client;
        readonly PictureFetcher _fetcher;

        public Fetching(string allowed, Func<HostRules, GuardedConnector>? connector = null, TimeProvider? time = null, int maxConcurrent = 16, int maxPerHost = 4)
        {
            var options = new FetchOptions { AllowedHosts = allowed, MaxConcurrent = maxConcurrent, MaxPerHost = maxPerHost };
            Assert.Empty(options.Problems());
            time ??= TimeProvider.System;
            _client = new GuardedClient(options, time, connector ?? (rules => new GuardedConnector(rules)));
            _fetcher = new PictureFetcher(_client, options, time);
        }

        public Task<FetchedPicture> FetchAsync(Uri address, PictureTag? known = null) => _fetcher.FetchAsync(address, known, MaxBytes, Stop);

        public Task<FetchException> RefusalAsync(Uri address) => Assert.ThrowsAsync<FetchException>(() => FetchAsync(address));

        public void Dispose() => _client.Dispose();
    }
}
