namespace FashionOrleans.SampleCatalog;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): the same seed gives the same pictures on every runtime version, which
/// <see cref="Random"/> does not promise.
/// </summary>
sealed class SeededRandom(ulong seed)
{
    ulong _state = seed;

    /// <summary>A stream of its own for one item: neighbouring indices share nothing.</summary>
    public static SeededRandom For(int seed, int index) => new(Mixed(((ulong)(uint)seed << 32) | (uint)index));

    public ulong NextBits() => Mixed(_state += 0x9E3779B97F4A7C15);

    /// <summary>A number in [0, 1).</summary>
    public double Next() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public double Range(double from, double to) => from + ((to - from) * Next());

    /// <summary>A number in [-size, size).</summary>
    public double Around(double size) => Range(-size, size);

    /// <summary>A whole number in [0, bound).</summary>
    public int Below(int bound) => (int)(Next() * bound);

    public bool Chance(double probability) => Next() < probability;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    static ulong Mixed(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
