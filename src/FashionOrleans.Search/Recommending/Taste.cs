namespace FashionOrleans.Search;

/// <summary>
/// What a shopper likes as a direction, and its blend into a query: Rocchio's relevance feedback ("Relevance feedback in information
/// retrieval", in Salton's "The SMART Retrieval System", 1971) with weights that fall with the rank of an example, the newest being first.
/// Pure functions; every example counts by its direction only.
/// </summary>
/// <remarks>
/// D_h(x) = Σ 2^(−i/h) x_i / Σ 2^(−i/h), i = 0 for the newest. The wanted is w = D_16(likes), D_8(views), or where there are both,
/// (1 − <see cref="ViewShare"/>) D_16(likes) + <see cref="ViewShare"/> D_8(views); the taste t = (w − <see cref="QueryComposer.UnlikeWeight"/>
/// D_16(dislikes)) / ‖·‖. Rank and not time: a shopper who comes back after a year has the taste that was left.
/// </remarks>
public sealed class Taste
{
    /// <summary>Likes, or dislikes, after which an older one weighs half.</summary>
    public const double OpinionHalfLife = 16;

    /// <summary>Views after which an older one weighs half.</summary>
    public const double ViewHalfLife = 8;

    /// <summary>What views weigh beside likes.</summary>
    public const double ViewShare = 0.2;

    const double Shortest = 1e-6;

    readonly double[] _vector;

    Taste(double[] vector, bool hasWanted)
    {
        _vector = vector;
        HasWanted = hasWanted;
    }

    /// <summary>Whether there is anything to look for: a taste of dislikes alone only says what to keep away from.</summary>
    public bool HasWanted { get; }

    /// <summary>The direction to look along, float32[dimension] of unit length.</summary>
    /// <exception cref="InvalidOperationException">There are dislikes alone.</exception>
    public float[] Direction => HasWanted
        ? ToUnit(_vector)!
        : throw new InvalidOperationException("A taste of dislikes alone has no direction to look along.");

    /// <summary>The taste of some examples, each list the newest first; null when there are none.</summary>
    /// <param name="likes">float32[dimension] each, finite and not zero; so are the others.</param>
    /// <param name="dislikes">What is not liked.</param>
    /// <param name="views">What was looked at.</param>
    public static Taste? Of(IReadOnlyList<float[]> likes, IReadOnlyList<float[]> dislikes, IReadOnlyList<float[]> views)
    {
        ArgumentNullException.ThrowIfNull(likes);
        ArgumentNullException.ThrowIfNull(dislikes);
        ArgumentNullException.ThrowIfNull(views);
        if (likes.Count + dislikes.Count + views.Count == 0)
            return null;
        var taste = new double[likes.Concat(views).Concat(dislikes).First().Length];
        Add(taste, likes, OpinionHalfLife, views.Count == 0 ? 1 : 1 - ViewShare);
        Add(taste, views, ViewHalfLife, likes.Count == 0 ? 1 : ViewShare);
        if (likes.Count + views.Count == 0)
        {
            Add(taste, dislikes, OpinionHalfLife, -QueryComposer.UnlikeWeight);
            return new(taste, hasWanted: false);
        }
        var wanted = (double[])taste.Clone();
        Add(taste, dislikes, OpinionHalfLife, -QueryComposer.UnlikeWeight);
        // Where the dislikes cancel what is wanted, they are left out; where that cancels itself, the newest decides.
        var unit = Unit(taste) ?? Unit(wanted) ?? Unit([.. (likes.Count > 0 ? likes : views)[0].Select(x => (double)x)])!;
        return new(unit, hasWanted: true);
    }

    /// <summary>((1 − weight) q + weight t) / ‖·‖, of unit length; the query as it is when the weight is 0 or the two cancel each other.</summary>
    /// <param name="query">float32[dimension] of unit length.</param>
    /// <param name="weight">0 to 1.</param>
    public float[] Blend(float[] query, double weight)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!(weight is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "The weight must be 0 to 1.");
        if (query.Length != _vector.Length)
            throw new ArgumentException($"The query has {query.Length} dimensions and the taste {_vector.Length}; they must have the same.", nameof(query));
        if (weight == 0)
            return query;
        var blend = new double[query.Length];
        for (var i = 0; i < blend.Length; i++)
            blend[i] = (1 - weight) * query[i] + weight * _vector[i];
        return ToUnit(blend) ?? query;
    }

    static void Add(double[] sum, IReadOnlyList<float[]> vectors, double halfLife, double share)
    {
        var total = Enumerable.Range(0, vectors.Count).Sum(i => Math.Pow(2, -i / halfLife));
        for (var i = 0; i < vectors.Count; i++)
        {
            var norm = VectorMath.Norm(vectors[i]);
            if (vectors[i].Length != sum.Length || !(norm > 0 && double.IsFinite(norm)))
                throw new ArgumentException("The examples of a taste have one dimension, are finite and not zero.", nameof(vectors));
            var weight = share * Math.Pow(2, -i / halfLife) / total / norm;
            for (var j = 0; j < sum.Length; j++)
                sum[j] += weight * vectors[i][j];
        }
    }

    static double[]? Unit(double[] vector)
    {
        var norm = Math.Sqrt(vector.Sum(x => x * x));
        return norm < Shortest ? null : Array.ConvertAll(vector, x => x / norm);
    }

    static float[]? ToUnit(double[] vector) => Unit(vector) is { } unit ? Array.ConvertAll(unit, x => (float)x) : null;
}
