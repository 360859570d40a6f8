namespace FashionOrleans.Embedding;

static class UnitVector
{
    /// <summary>Copies a raw output, divided by its Euclidean norm. The sum is in double and in order, so that every machine gives the same bits.</summary>
    /// <returns>The unit vector, or null when the norm is zero or not finite and so has no direction.</returns>
    public static float[]? From(ReadOnlySpan<float> raw)
    {
        double sum = 0;
        foreach (var x in raw)
            sum += (double)x * x;
        if (sum <= 0 || !double.IsFinite(sum))
            return null;
        var scale = 1 / Math.Sqrt(sum);
        var unit = new float[raw.Length];
        for (var i = 0; i < unit.Length; i++)
            unit[i] = (float)(raw[i] * scale);
        return unit;
    }
}
