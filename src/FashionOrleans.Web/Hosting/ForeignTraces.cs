using System.Diagnostics;

namespace FashionOrleans.Web.Hosting;

/// <summary>
/// Leaves out what strangers say about traces in the headers of their requests: they could fill the store of traces, or put what they do into
/// somebody else's trace. What silos tell each other passes.
/// </summary>
/// <param name="inner">Does the rest.</param>
sealed class ForeignTraces(DistributedContextPropagator inner) : DistributedContextPropagator
{
    public override IReadOnlyCollection<string> Fields => inner.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) => inner.Inject(activity, carrier, setter);

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        (traceId, traceState) = (null, null);
        if (carrier is not IHeaderDictionary)
        {
            inner.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
        }
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        carrier is IHeaderDictionary ? null : inner.ExtractBaggage(carrier, getter);
}
