namespace FashionOrleans.Benchmarks.FanOut;

/// <summary>
/// A call to one silo and, when that is slow, those to others: what <c>SiloCalls.AskHedgedAsync</c> does, step by step, in simulated time.
/// </summary>
/// <param name="coordinator">Sends calls, and knows what is usual.</param>
/// <param name="query">The query it is a part of.</param>
/// <param name="silo">The silo asked first.</param>
/// <param name="shards">The shards it is asked about.</param>
sealed class HedgedCall(SimulatedCoordinator coordinator, SimulatedQuery query, int silo, int[] shards)
{
    readonly List<(int Silo, SimulatedCall Call)> _sent = [];
    bool _isOver;
    int _missing;

    /// <param name="others">Who else holds the shards, by silo.</param>
    /// <param name="covered">Whether every shard has another holder.</param>
    public void Begin(ILookup<int, int> others, bool covered)
    {
        var isFirstAnswered = false;
        var isHedged = false;
        Send(silo, shards, () =>
        {
            isFirstAnswered = true;
            if (others.Count > 0 && !isHedged)
                coordinator.Answered(silo);
            End();
        });
        if (others.Count == 0 || !coordinator.Hedges)
            return;
        coordinator.After(coordinator.Delay, () =>
        {
            if (isFirstAnswered || _isOver)
                return;
            isHedged = true;
            coordinator.CountHedge(query);
            _missing = others.Count;
            foreach (var other in others)
            {
                Send(other.Key, [.. other], () =>
                {
                    // What covers only some of the shards waits for the first silo's answer for all.
                    if (--_missing > 0 || !covered)
                        return;
                    coordinator.Lost(silo);
                    End();
                });
            }
        });
    }

    /// <summary>Nobody waits any more: whoever is still at it need not go on.</summary>
    public void Cancel()
    {
        _isOver = true;
        foreach (var (asked, call) in _sent)
            coordinator.Cancel(asked, call);
    }

    void Send(int asked, int[] about, Action answered) => _sent.Add((asked, coordinator.Send(query, asked, about, answered)));

    void End()
    {
        Cancel();
        query.Take(shards);
        coordinator.EndIfComplete(query);
    }
}
