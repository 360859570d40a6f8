namespace FashionOrleans.Benchmarks.FanOut;

/// <summary>A query on its way: which of its shards have been answered for.</summary>
/// <param name="shards">How many shards the catalogue has.</param>
/// <param name="begun">When it began.</param>
/// <param name="isCounted">Whether it is part of the result.</param>
sealed class SimulatedQuery(int shards, double begun, bool isCounted)
{
    readonly bool[] _answered = new bool[shards];
    int _left = shards;

    public double Begun => begun;

    public bool IsCounted => isCounted;

    /// <summary>No shard is missing.</summary>
    public bool IsComplete => _left == 0;

    /// <summary>Complete, or at its deadline.</summary>
    public bool IsOver { get; set; }

    /// <summary>The calls that are under way, to be cancelled at the deadline.</summary>
    public List<HedgedCall> Calls { get; } = [];

    /// <exception cref="InvalidOperationException">One of them has been answered for already: the merged answer would have its items twice.</exception>
    public void Take(int[] answered)
    {
        foreach (var shard in answered)
        {
            if (_answered[shard])
                throw new InvalidOperationException($"Shard {shard} was answered for twice.");
            _answered[shard] = true;
        }
        _left -= answered.Length;
    }
}
