using System.Net;
using FashionOrleans.Client;
using FashionOrleans.Loader.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Loader.Tests.Client;

public sealed class RetryTests
{
    readonly FakeTimeProvider _clock = new() { AutoAdvanceAmount = TimeSpan.Zero };
    readonly List<RetryNotice> _waits = [];

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_reply_that_says_not_now_is_asked_for_again(int status)
    {
        var server = new ScriptedHandler(_ => ScriptedHandler.Problem(status, "busy"), _ => Catalogs());

        Assert.Empty(await CallAsync(server));
        Assert.Equal(2, server.Requests);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(500)]
    public async Task Another_refusal_is_final_and_carries_its_code(int status)
    {
        var server = new ScriptedHandler(_ => ScriptedHandler.Problem(status, "some_code"));

        var problem = await Assert.ThrowsAsync<ProblemException>(() => CallAsync(server));

        Assert.Equal(((HttpStatusCode)status, "some_code", "Do this.", "t-1"), (problem.Status, problem.Code, problem.Detail, problem.TraceId));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task The_wait_grows_and_is_drawn_between_half_and_the_whole()
    {
        var server = new ScriptedHandler(_ => throw new HttpRequestException("Connection refused"));

        await Assert.ThrowsAsync<ServerUnreachableException>(() => CallAsync(server));

        Assert.Equal(5, server.Requests);
        Assert.Equal(4, _waits.Count);
        foreach (var (index, wait) in _waits.Index())
            Assert.InRange(wait.Delay.TotalMilliseconds, 100 * Math.Pow(2, index), 200 * Math.Pow(2, index));
    }

    [Fact]
    public async Task Retry_After_is_honoured()
    {
        var server = new ScriptedHandler(_ => ScriptedHandler.Problem(503, "overloaded", TimeSpan.FromSeconds(7)), _ => Catalogs());

        await CallAsync(server);

        Assert.InRange(Assert.Single(_waits).Delay, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7.1));
    }

    [Fact]
    public async Task A_date_in_Retry_After_is_honoured()
    {
        var busy = ScriptedHandler.Problem(503, "overloaded");
        busy.Headers.RetryAfter = new(_clock.GetUtcNow() + TimeSpan.FromSeconds(4));
        var server = new ScriptedHandler(_ => busy, _ => Catalogs());

        await CallAsync(server);

        Assert.InRange(Assert.Single(_waits).Delay, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4.1));
    }

    [Fact]
    public async Task A_busy_server_is_asked_until_the_deadline_and_its_own_words_are_the_error()
    {
        var server = new ScriptedHandler(_ => ScriptedHandler.Problem(503, "overloaded", TimeSpan.FromSeconds(10)));

        var problem = await Assert.ThrowsAsync<ProblemException>(() => CallAsync(server));

        Assert.Equal("overloaded", problem.Code);
        Assert.Equal(TimeSpan.FromSeconds(10), problem.RetryAfter);
        // The deadline is 120 s: waits of a little more than 10 s fit eleven times.
        Assert.InRange(server.Requests, 11, 12);
    }

    [Fact]
    public async Task A_reply_that_breaks_off_is_asked_for_again()
    {
        var server = new ScriptedHandler(_ => new(HttpStatusCode.OK) { Content = new BrokenContent() }, _ => Catalogs());

        Assert.Empty(await CallAsync(server));
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task A_page_that_is_not_of_this_interface_is_said_to_be_one()
    {
        var page = new ScriptedHandler(_ => ScriptedHandler.Json(HttpStatusCode.OK, "<html>", "text/html"));
        var error = new ScriptedHandler(_ => ScriptedHandler.Json(HttpStatusCode.NotFound, "<html>", "text/html"));

        Assert.Equal("unexpected_reply", (await Assert.ThrowsAsync<ProblemException>(() => CallAsync(page))).Code);
        Assert.Equal("http_404", (await Assert.ThrowsAsync<ProblemException>(() => CallAsync(error))).Code);
    }

    [Fact]
    public async Task A_caller_that_cancels_gets_a_cancellation()
    {
        using var cancelled = new CancellationTokenSource(0);
        using var http = new HttpClient(new ScriptedHandler(_ => throw new OperationCanceledException())) { BaseAddress = new("http://fake/") };
        using var client = new FashionOrleansClient(http);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ListCatalogsAsync(cancelled.Token));
    }

    [Fact]
    public async Task Not_ready_is_an_answer_to_the_question_of_health()
    {
        using var http = new HttpClient(new ScriptedHandler(_ => ScriptedHandler.Json(HttpStatusCode.ServiceUnavailable, """{"status":"Unhealthy","checks":{"silo":"loading"}}""")))
        {
            BaseAddress = new("http://fake/"),
        };
        using var client = new FashionOrleansClient(http);

        var health = await client.GetHealthAsync(TestContext.Current.CancellationToken);

        Assert.Equal((false, "Unhealthy", "loading"), (health.IsReady, health.Status, health.Checks["silo"].GetString()));
    }

    static HttpResponseMessage Catalogs() => ScriptedHandler.Json(HttpStatusCode.OK, """{"catalogs":[]}""");

    async Task<IReadOnlyList<Catalog>> CallAsync(ScriptedHandler server)
    {
        using var http = new HttpClient(server) { BaseAddress = new("http://fake/") };
        var options = new FashionOrleansClientOptions { Clock = _clock, Jitter = new Random(7), OnRetry = _waits.Add };
        using var client = new FashionOrleansClient(http, options);
        var call = client.ListCatalogsAsync(TestContext.Current.CancellationToken);
        // The handler answers at once, so a call that is not done waits on the clock.
        for (var wait = 0; wait < 1_000 && !call.IsCompleted; wait++)
        {
            var seen = _waits.Count;
            _clock.Advance(_waits.Count > 0 ? _waits[^1].Delay : TimeSpan.FromSeconds(1));
            SpinWait.SpinUntil(() => call.IsCompleted || _waits.Count > seen, TimeSpan.FromSeconds(1));
        }

        return await call;
    }

    sealed class BrokenContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new IOException("Connection reset.");

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
