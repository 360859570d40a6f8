using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Web.Tests;

/// <summary>Room for the bodies of one large request and a little.</summary>
public sealed class BodyBudgetTests
{
    const int Large = 900_000;

    readonly TaskCompletionSource _answer = new();
    readonly BodyBudget _budget;

    public BodyBudgetTests() => _budget = new BodyBudget(
        async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await _answer.Task;
        },
        Options.Create(new WebSettings { MaxBodyBytes = 1_000_000 }));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_finds_no_room_is_refused_until_another_is_answered(bool saysItsLength)
    {
        var first = _budget.InvokeAsync(Request(Large, saysItsLength));

        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(() => _budget.InvokeAsync(Request(Large, saysItsLength: true)));
        await Assert.ThrowsAsync<FashionOrleansException>(() => _budget.InvokeAsync(Request(Large, saysItsLength: false)));
        Assert.Equal(ErrorCodes.Overloaded, refusal.Code);
        Assert.Contains("no room", refusal.Message, StringComparison.Ordinal);
        var small = _budget.InvokeAsync(Request(1000, saysItsLength));
        Assert.False(small.IsFaulted);

        _answer.SetResult();
        await first;
        await small;
        await _budget.InvokeAsync(Request(Large, saysItsLength));
    }

    [Fact]
    public async Task Many_small_bodies_that_do_not_say_their_length_have_room()
    {
        var all = Enumerable.Range(0, 500).Select(_ => _budget.InvokeAsync(Request(100, saysItsLength: false))).ToArray();

        Assert.DoesNotContain(all, request => request.IsFaulted);
        _answer.SetResult();
        await Task.WhenAll(all);
    }

    [Fact]
    public async Task A_request_without_a_body_needs_no_room()
    {
        var first = _budget.InvokeAsync(Request(Large, saysItsLength: true));

        var get = _budget.InvokeAsync(new DefaultHttpContext());

        Assert.False(get.IsFaulted);
        _answer.SetResult();
        await Task.WhenAll(first, get);
    }

    static DefaultHttpContext Request(int bytes, bool saysItsLength)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(new byte[bytes]);
        context.Request.ContentLength = saysItsLength ? bytes : null;
        context.Features.Set<IHttpRequestBodyDetectionFeature>(new HasBody());
        return context;
    }

    sealed class HasBody : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => true;
    }
}
