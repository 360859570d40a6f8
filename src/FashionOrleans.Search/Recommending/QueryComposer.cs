namespace FashionOrleans.Search;

/// <summary>
/// Makes one query vector of liked and disliked examples. Pure functions; every example counts by its direction only.
/// </summary>
public static class QueryComposer
{
    /// <summary>What the disliked examples weigh beside the liked ones (Rocchio's relevance feedback, 1971, uses γ &lt; β).</summary>
    public const double UnlikeWeight = 0.5;

    /// <summary>
    /// q = u / ‖u‖ with u = mean(l / ‖l‖ over likes) − <see cref="UnlikeWeight"/> × mean(d / ‖d‖ over unlikes). When the
    /// dislikes cancel the likes (‖u‖ below 10⁻⁶), they are left out; when the likes cancel each other, the first one decides.
    /// </summary>
    /// <param name="likes">At least one vector of float32[dimension] that is finite and not zero.</param>
    /// <param name="unlikes">Vectors of the same dimension, finite and not zero.</param>
    /// <returns>float32[dimension] of unit length.</returns>
    /// <exception cref="ArgumentException">There is no liked example, the dimensions differ, or a vector is zero or not finite.</exception>
    public static float[] Compose(IReadOnlyList<ReadOnlyMemory<float>> likes, IReadOnlyList<ReadOnlyMemory<float>> unlikes)
    {
        ArgumentNullException.ThrowIfNull(likes);
        ArgumentNullException.ThrowIfNull(unlikes);
        if (likes.Count == 0)
            throw new ArgumentException("A query needs at least one liked example.", nameof(likes));
        var liked = MeanDirection(likes, likes[0].Length, nameof(likes));
        if (unlikes.Count == 0)
            return Unit(liked) ?? Unit(MeanDirection([likes[0]], likes[0].Length, nameof(likes)))!;
        var disliked = MeanDirection(unlikes, likes[0].Length, nameof(unlikes));
        var sum = new double[liked.Length];
        for (var i = 0; i < sum.Length; i++)
            sum[i] = liked[i] - UnlikeWeight * disliked[i];
        return Unit(sum) ?? Unit(liked) ?? Unit(MeanDirection([likes[0]], likes[0].Length, nameof(likes)))!;
    }

    static double[] MeanDirection(IReadOnlyList<ReadOnlyMemory<float>> vectors, int dimension, string parameter)
    {
        var mean = new double[dimension];
        foreach (var vector in vectors)
        {
            if (vector.Length != dimension)
                throw new ArgumentException($"An example has {vector.Length} dimensions and the first liked one {dimension}; they must have the same.", parameter);
            var norm = VectorMath.Norm(vector.Span);
            if (!(norm > 0 && double.IsFinite(norm)))
                throw new ArgumentException("An example is zero or not finite, so it has no direction.", parameter);
            for (var i = 0; i < dimension; i++)
                mean[i] += vector.Span[i] / norm / vectors.Count;
        }
        return mean;
    }

    /// <summary>The vector at unit length, or null when it is too short to have a direction.</summary>
    static float[]? Unit(double[] vector)
    {
        var norm = Math.Sqrt(vector.Sum(x => x * x));
        return norm < 1e-6 ? null : Array.ConvertAll(vector, x => (float)(x / norm));
    }
}
