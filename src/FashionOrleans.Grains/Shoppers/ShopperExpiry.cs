using FashionOrleans.Grains.Observing;
using FashionOrleans.Storage;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Grains.Shoppers;

/// <summary>Forgets the shoppers of whom nothing was heard for long.</summary>
public sealed class ShopperExpiry(IShopperStore store, IOptions<ShopperOptions> options, ShopperMetrics metrics, TimeProvider time)
{
    /// <summary>Shoppers that are removed in one transaction: writes come between two of them.</summary>
    public const int Batch = 500;

    /// <summary>Whether shoppers are forgotten at all.</summary>
    public bool IsOn => options.Value.ForgetAfter > TimeSpan.Zero;

    /// <summary>Removes all who are to be forgotten now, in batches.</summary>
    /// <returns>How many there were.</returns>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        // The whole of an earlier day is longer ago than the limit, whenever on it the shopper was there.
        var before = DateOnly.FromDateTime((time.GetUtcNow() - options.Value.ForgetAfter).UtcDateTime);
        var forgotten = 0L;
        for (var last = Batch; last == Batch;)
        {
            last = await store.ForgetShoppersAsync(before, Batch, cancellationToken);
            forgotten += last;
            metrics.Forgot(last);
        }

        return forgotten;
    }
}
