using FashionOrleans.Search;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Grains.Shards;

/// <summary>
/// Learns the codes of indexes, compacts them and builds their graphs. All processors learn the codes of indexes that were just loaded, since queries are
/// slow and the silo is not ready until then; one thread does all the rest, which takes long, so that a silo with many shards never has all of them at that.
/// </summary>
public sealed class IndexMaintenance : IDisposable
{
    readonly UpkeepThreads _upkeep;

    /// <summary>Starts the threads.</summary>
    public IndexMaintenance(ILogger<IndexMaintenance> log) =>
        (Learning, _upkeep) = (
            new UpkeepThreads("index learning", Environment.ProcessorCount, log),
            new UpkeepThreads("index maintenance", 1, log));

    /// <summary>Does what queries wait for.</summary>
    internal UpkeepThreads Learning { get; }

    /// <summary>Has an index learn its codes when its turn comes.</summary>
    /// <returns>Completes when its turn is over, whether it could learn or not; never when the silo stops before.</returns>
    public Task LearnAsync(VectorIndex index) => Learning.DoAsync(index.Learn);

    /// <summary>Asks for an index to be optimised when its turn comes. A silo that stops lets it be.</summary>
    public void Request(VectorIndex index) => _ = _upkeep.DoAsync(index.Optimize);

    /// <inheritdoc/>
    public void Dispose()
    {
        Learning.Dispose();
        _upkeep.Dispose();
    }
}
