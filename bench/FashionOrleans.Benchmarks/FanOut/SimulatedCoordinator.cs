using FashionOrleans.Grains.Queries;

namespace FashionOrleans.Benchmarks.FanOut;

/// <summary>
/// Sends the calls of queries, and decides when a silo counts as slow by the product's own classes, from the answers that it has seen itself.
/// </summary>
sealed class SimulatedCoordinator
{
    const string Catalog = "simulated";

    readonly FanOutModel _model;
    readonly EventQueue _events;
    readonly SimulatedSilo[] _silos;
    readonly SiloAddress[] _addresses;
    readonly int[][] _holders;
    readonly FanOutTally _tally;
    readonly HedgingDelays _delays = new();
    readonly SiloSuspicions _suspicions;
    readonly FirstCall[] _usual;
    readonly int _mostShards;

    public SimulatedCoordinator(FanOutModel model, EventQueue events, SimulatedSilo[] silos, ShardHolders holders, FanOutTally tally)
    {
        (_model, _events, _silos, _addresses, _holders, _tally) = (model, events, silos, holders.Silos, holders.Of, tally);
        _suspicions = new SiloSuspicions(events);
        _usual = PlanCalls(new bool[silos.Length]);
        _mostShards = _usual.Max(call => call.Shards.Length);
    }

    public bool Hedges => _model.Hedging;

    /// <summary>Milliseconds to wait before others are asked.</summary>
    public double Delay => _delays.Of(Catalog).TotalMilliseconds;

    public void Begin(bool isCounted)
    {
        var query = new SimulatedQuery(_model.Shards, _events.Now, isCounted);
        var suspects = Array.ConvertAll(_addresses, _suspicions.IsSuspect);
        var calls = Array.IndexOf(suspects, true) < 0 ? _usual : PlanCalls(suspects);
        _tally.FirstCalls += isCounted ? calls.Length : 0;
        for (var i = 0; i < calls.Length; i++)
        {
            var (silo, shards, others, isCovered) = calls[i];
            var call = new HedgedCall(this, query, silo, shards);
            query.Calls.Add(call);
            After(i * _model.Sending, () => call.Begin(others, isCovered));
        }
        After(_model.Deadline, () =>
        {
            if (!query.IsOver)
                End(query);
        });
    }

    public void After(double milliseconds, Action happening) => _events.After(milliseconds, happening);

    public void Answered(int silo) => _suspicions.Answered(_addresses[silo]);

    public void Lost(int silo)
    {
        if (_model.Suspicions)
            _suspicions.Lost(_addresses[silo]);
    }

    public void CountHedge(SimulatedQuery query) => _tally.HedgedCalls += query.IsCounted ? 1 : 0;

    public SimulatedCall Send(SimulatedQuery query, int silo, int[] shards, Action answered)
    {
        _tally.Calls += query.IsCounted ? 1 : 0;
        var (receiver, begun) = (_silos[silo], _events.Now);
        SimulatedCall? call = null;
        call = new SimulatedCall(_model.Service.Draw(receiver.Random) * shards.Length / _mostShards, () => After(_model.Network, () =>
        {
            // Who was overtaken is not heard any more, and so not measured.
            if (call!.IsSettled)
                return;
            call.IsSettled = true;
            _delays.Record(Catalog, TimeSpan.FromMilliseconds(_events.Now - begun));
            answered();
        }));
        After(_model.Network, () => receiver.Receive(call));
        return call;
    }

    public void Cancel(int silo, SimulatedCall call)
    {
        if (call.IsSettled)
            return;
        call.IsSettled = true;
        After(_model.Network, () => _silos[silo].Cancel(call));
    }

    public void EndIfComplete(SimulatedQuery query)
    {
        if (query.IsComplete && !query.IsOver)
            End(query);
    }

    void End(SimulatedQuery query)
    {
        query.IsOver = true;
        if (!query.IsComplete)
            query.Calls.ForEach(call => call.Cancel());
        if (!query.IsCounted)
            return;
        _tally.Partial += query.IsComplete ? 0 : 1;
        _tally.Latencies.Add(_events.Now - query.Begun);
    }

    /// <summary>One call a silo; those that were overtaken lately are asked last about each shard.</summary>
    FirstCall[] PlanCalls(bool[] suspects)
    {
        int[] HoldersOf(int shard) => [.. _holders[shard].OrderBy(holder => suspects[holder])];
        return
        [
            .. Enumerable.Range(0, _model.Shards).GroupBy(shard => HoldersOf(shard)[0]).Select(group =>
            {
                var others = group
                    .Select(shard => (Shard: shard, Holder: HoldersOf(shard).Where(holder => holder != group.Key).Select(holder => (int?)holder).FirstOrDefault()))
                    .ToArray();
                return new FirstCall(
                    group.Key,
                    [.. group],
                    others.Where(other => other.Holder is not null).ToLookup(other => other.Holder!.Value, other => other.Shard),
                    Array.TrueForAll(others, other => other.Holder is not null));
            }),
        ];
    }

    sealed record FirstCall(int Silo, int[] Shards, ILookup<int, int> Others, bool IsCovered);
}
