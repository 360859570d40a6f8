using FashionOrleans.Contracts;

namespace FashionOrleans.Web.Hosting;

/// <summary>Whether the cluster answers this process at all, whatever it could answer.</summary>
/// <param name="grains">The cluster.</param>
sealed class ClusterPresence(IGrainFactory grains)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    long _map;

    /// <summary>
    /// Makes two calls that need no store and go to silos of different roles, so that no one silo decides; the first answer counts. A call is
    /// needed: the client connects to a silo only when it has something to say.
    /// </summary>
    public async Task<bool> AnswersAsync(CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        try
        {
            await foreach (var call in Task.WhenEach(AskBalancerAsync(), grains.GetGrain<IModelDirectoryGrain>(0).ListAsync(limit.Token)).WithCancellation(limit.Token))
            {
                if (call.IsCompletedSuccessfully)
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
        }

        return false;
    }

    async Task AskBalancerAsync()
    {
        // The map that is known already is not sent again.
        if (await grains.GetGrain<IShardBalancerGrain>(0).ReportAsync(null, Volatile.Read(ref _map)) is { } map)
        {
            Volatile.Write(ref _map, map.Version);
        }
    }
}
