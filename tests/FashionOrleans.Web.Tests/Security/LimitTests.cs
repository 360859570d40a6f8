using System.Net;
using FashionOrleans.Web.Security;
using FashionOrleans.Web.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Web.Tests.Security;

/// <summary>How often a key may ask.</summary>
public sealed class LimitTests(GuardedServer server) : IClassFixture<GuardedServer>
{
    readonly HttpClient _http = server.Http;

    [Fact]
    public async Task More_requests_at_once_than_a_key_may_make_are_put_off()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => _http.SendAsync(HttpMethod.Get, $"{Api.Root}/models", GuardedServer.KeyOf("slow"))));

        Assert.Contains(replies, reply => reply.StatusCode == HttpStatusCode.OK);
        var refused = replies.Where(reply => reply.StatusCode != HttpStatusCode.OK).ToArray();
        Assert.NotEmpty(refused);
        foreach (var reply in refused)
        {
            await reply.ProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
            Assert.True(reply.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        }

        using var other = await _http.SendAsync(HttpMethod.Get, $"{Api.Root}/models", GuardedServer.KeyOf("reader"));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task A_key_whose_day_is_used_up_is_put_off_to_the_next()
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var reply = await _http.SendAsync(HttpMethod.Get, $"{Api.Root}/models", GuardedServer.KeyOf("few"));
            statuses.Add(reply.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], statuses);
    }

    [Fact]
    public void A_day_ends_at_midnight_of_UTC_for_each_caller_by_himself()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 22, 0, 0, TimeSpan.Zero));
        var quotas = new DailyQuotas(time);
        var (one, other) = (new Caller("one", null, 2), new Caller("other", null, 2));

        Assert.Equal([null, null, TimeSpan.FromHours(2)], [quotas.Take(one), quotas.Take(one), quotas.Take(one)]);
        Assert.Null(quotas.Take(other));
        time.Advance(TimeSpan.FromHours(2) - TimeSpan.FromTicks(1));
        Assert.NotNull(quotas.Take(one));
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(quotas.Take(one));
    }
}
