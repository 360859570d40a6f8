namespace FashionOrleans.Benchmarks.FanOut;

/// <summary>
/// Queries that come at random (a Poisson process), to the coordinators in turn, and each ask all silos of a catalogue, one call a silo, as
/// discrete events.
/// </summary>
static class FanOutSimulation
{
    public static FanOutResult Run(FanOutModel model) =>
        Run(model, new ShardHolders(model.Shards, model.Silos, model.Replicas));

    /// <param name="model">What is simulated.</param>
    /// <param name="holders">Which silos hold which shard.</param>
    public static FanOutResult Run(FanOutModel model, ShardHolders holders)
    {
        var events = new EventQueue();
        var silos = Enumerable.Range(0, model.Silos).Select(silo => new SimulatedSilo(events, model, silo)).ToArray();
        var tally = new FanOutTally();
        var coordinators = Enumerable.Range(0, model.Coordinators ?? model.Silos)
            .Select(_ => new SimulatedCoordinator(model, events, silos, holders, tally))
            .ToArray();
        var arrivals = new Random(model.Seed);
        var between = ServiceTimes.Exponential(model.Service.Mean / model.Utilisation);
        var (uncounted, begun, countedFrom) = (model.Queries / 10, 0, 0.0);
        var workedBefore = new double[silos.Length];
        void Arrive()
        {
            if (begun == uncounted)
                (countedFrom, workedBefore) = (events.Now, Array.ConvertAll(silos, silo => silo.Worked));
            coordinators[begun % coordinators.Length].Begin(isCounted: begun >= uncounted);
            if (++begun < uncounted + model.Queries)
                events.After(between.Draw(arrivals), Arrive);
        }

        events.After(between.Draw(arrivals), Arrive);
        events.RunUntil(() => tally.Latencies.Count == model.Queries);
        var worked = silos.Zip(workedBefore, (silo, before) => silo.Worked - before).ToArray();
        return new FanOutResult(
            [.. tally.Latencies.Order()],
            tally.Partial,
            tally.Calls / (double)model.Queries,
            tally.HedgedCalls / (double)tally.FirstCalls,
            worked.Sum() / model.Queries,
            worked.Max() / (events.Now - countedFrom));
    }
}
