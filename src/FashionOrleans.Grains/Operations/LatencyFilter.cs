using FashionOrleans.Contracts;
using FashionOrleans.Grains.Items;
using FashionOrleans.Grains.Queries;

namespace FashionOrleans.Grains.Operations;

/// <summary>Takes note of how long queries and writes take on this silo.</summary>
/// <param name="latencies">Where it is noted.</param>
public sealed class LatencyFilter(CallLatencies latencies) : IIncomingGrainCallFilter
{
    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context) => context.Grain switch
    {
        CoordinatorGrain => latencies.Queries.MeasureAsync(context.Invoke),
        ItemsGrain when context.MethodName is nameof(IItemsGrain.UpsertAsync) or nameof(IItemsGrain.DeleteAsync) => latencies.Writes.MeasureAsync(context.Invoke),
        _ => context.Invoke(),
    };
}
