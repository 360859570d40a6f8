using System.Diagnostics;
using OpenTelemetry.Trace;

namespace FashionOrleans.Silo;

/// <summary>
/// Decides which traces are recorded: a share of those that begin with a request to a server, and all that goes on in those. What a silo does by
/// itself, each second, begins none. A batch that several requests share is a trace of its own: recorded when one of them is.
/// </summary>
/// <param name="share">From 0 to 1.</param>
sealed class RequestSampler(double share) : Sampler
{
    /// <summary>What ASP.NET Core names a request until its route is known.</summary>
    public const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    readonly ParentBasedSampler _requests = new(new TraceIdRatioBasedSampler(share));

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        // A grain's call is of the kind Server too, and has no parent when it was sent before the sender's tracing had started.
        if (samplingParameters.ParentContext.TraceId == default && samplingParameters is not { Kind: ActivityKind.Server, Name: Request })
        {
            var linked = samplingParameters.Links?.Any(link => link.Context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)) ?? false;
            return new SamplingResult(linked ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);
        }

        return _requests.ShouldSample(samplingParameters);
    }
}
