using System.Diagnostics;
using FashionOrleans.Silo;
using OpenTelemetry.Trace;

namespace FashionOrleans.Deploy.Tests;

/// <summary>What begins a trace.</summary>
public sealed class RequestSamplerTests
{
    [Theory]
    [InlineData(ActivityKind.Server, 1, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityKind.Server, 0, SamplingDecision.Drop)]
    [InlineData(ActivityKind.Client, 1, SamplingDecision.Drop)]
    [InlineData(ActivityKind.Internal, 1, SamplingDecision.Drop)]
    public void Only_a_request_to_a_server_begins_a_trace(ActivityKind kind, double share, SamplingDecision expected) =>
        Assert.Equal(expected, Decide(share, default, kind));

    [Fact]
    public void A_call_of_a_grain_that_nobody_asked_for_begins_none() =>
        Assert.Equal(SamplingDecision.Drop, Sample(1, default, ActivityKind.Server, "IShardBalancerGrain/ReportAsync"));

    [Theory]
    [InlineData(ActivityTraceFlags.Recorded, 0, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityTraceFlags.None, 1, SamplingDecision.Drop)]
    public void What_a_request_calls_goes_by_what_was_decided_for_it(ActivityTraceFlags flags, double share, SamplingDecision expected) =>
        Assert.Equal(expected, Decide(share, Context(flags), ActivityKind.Server));

    [Fact]
    public void A_batch_is_recorded_when_one_of_its_requests_is()
    {
        var (recorded, dropped) = (new ActivityLink(Context(ActivityTraceFlags.Recorded)), new ActivityLink(Context(ActivityTraceFlags.None)));

        Assert.Equal(SamplingDecision.RecordAndSample, Decide(0, default, ActivityKind.Internal, dropped, recorded));
        Assert.Equal(SamplingDecision.Drop, Decide(1, default, ActivityKind.Internal, dropped));
    }

    [Fact]
    public void A_share_is_that_share_of_the_requests()
    {
        const int Requests = 10_000;
        var recorded = Enumerable.Range(0, Requests).Count(_ => Decide(0.25, default, ActivityKind.Server) == SamplingDecision.RecordAndSample);

        // Six standard deviations: once in a billion runs is it wrong by chance.
        Assert.InRange(recorded, 2_500 - 260, 2_500 + 260);
    }

    static SamplingDecision Decide(double share, ActivityContext parent, ActivityKind kind, params ActivityLink[] links) =>
        Sample(share, parent, kind, RequestSampler.Request, links);

    static SamplingDecision Sample(double share, ActivityContext parent, ActivityKind kind, string name, params ActivityLink[] links) =>
        new RequestSampler(share).ShouldSample(new SamplingParameters(parent, ActivityTraceId.CreateRandom(), name, kind, tags: null, links)).Decision;

    static ActivityContext Context(ActivityTraceFlags flags) => new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), flags);
}
