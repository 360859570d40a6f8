using System.Diagnostics.Metrics;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Observing;

/// <summary>What a silo measures of shoppers; never which one.</summary>
public sealed class ShopperMetrics
{
    readonly UpDownCounter<int> _active;
    readonly Counter<long> _events;
    readonly Counter<long> _forgotten;

    /// <summary>Makes the instruments.</summary>
    public ShopperMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Instrumentation.Name);
        _active = meter.CreateUpDownCounter<int>("fashionorleans.shopper.active", "{shopper}", "Shoppers in memory on this silo.");
        _events = meter.CreateCounter<long>("fashionorleans.shopper.events", "{event}", "Events of shoppers taken in, by kind.");
        _forgotten = meter.CreateCounter<long>("fashionorleans.shopper.forgotten", "{shopper}", "Shoppers forgotten since nothing was heard of them for long.");
    }

    internal void Came() => _active.Add(1);

    internal void Left() => _active.Add(-1);

    internal void Forgot(int shoppers)
    {
        if (shoppers > 0)
        {
            _forgotten.Add(shoppers);
        }
    }

    internal void Recorded(IEnumerable<ShopperEvent> events)
    {
        foreach (var kind in events.CountBy(happened => happened.Kind))
        {
            _events.Add(kind.Value, new KeyValuePair<string, object?>("kind", kind.Key.ToString().ToLowerInvariant()));
        }
    }
}
