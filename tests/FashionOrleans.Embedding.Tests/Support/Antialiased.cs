namespace FashionOrleans.Embedding.Tests.Support;

/// <summary>Resizing with the triangle kernel, written as its definition says: what "linear with antialiasing" means, in double and without shortcuts.</summary>
static class Antialiased
{
    public static byte[] Stretch(ReadOnlySpan<byte> rgb, int width, int height, int toWidth, int toHeight)
    {
        var columns = Weights(width, toWidth);
        var rows = Weights(height, toHeight);
        var result = new byte[toWidth * toHeight * 3];
        for (var y = 0; y < toHeight; y++)
        {
            for (var x = 0; x < toWidth; x++)
            {
                for (var channel = 0; channel < 3; channel++)
                {
                    double sum = 0;
                    foreach (var (fromY, rowWeight) in rows[y])
                    {
                        foreach (var (fromX, columnWeight) in columns[x])
                            sum += rowWeight * columnWeight * rgb[(((fromY * width) + fromX) * 3) + channel];
                    }
                    result[(((y * toWidth) + x) * 3) + channel] = (byte)Math.Clamp(Math.Round(sum), 0, 255);
                }
            }
        }
        return result;
    }

    // Pixel centres lie at half-integers; the kernel is as wide as the scale when shrinking, and one pixel wide otherwise.
    static (int From, double Weight)[][] Weights(int from, int to)
    {
        var scale = (double)from / to;
        var radius = Math.Max(1, scale);
        var weights = new (int, double)[to][];
        for (var i = 0; i < to; i++)
        {
            var centre = (i + 0.5) * scale;
            var taps = new List<(int From, double Weight)>();
            for (var j = (int)Math.Floor(centre - radius - 1); j <= centre + radius + 1; j++)
            {
                var weight = 1 - (Math.Abs(j + 0.5 - centre) / radius);
                if (weight > 0)
                    taps.Add((Math.Clamp(j, 0, from - 1), weight));
            }
            var sum = taps.Sum(tap => tap.Weight);
            weights[i] = [.. taps.Select(tap => (tap.From, tap.Weight / sum))];
        }
        return weights;
    }
}
