namespace FashionOrleans.Embedding;

/// <summary>
/// How much each pixel of a small picture stands out from the picture's edges: the minimum barrier distance to them (Zhang et al., "Minimum
/// Barrier Salient Object Detection at 80 FPS", ICCV 2015, algorithm 1), summed over the channels of L*a*b*. A pixel's distance is the least range of
/// values that a path from an edge to it has to pass, so a ground that changes slowly, or has texture, stays near 0.
/// </summary>
sealed class SaliencyMap
{
    const int Passes = 3;

    readonly double[] _values;
    readonly int _width;
    readonly int _height;

    SaliencyMap(double[] values, int width, int height)
    {
        (_values, _width, _height) = (values, width, height);
        Total = values.Sum();
    }

    /// <summary>The sum over all pixels; 0 when nothing stands out.</summary>
    public double Total { get; }

    /// <param name="rgb">8-bit sRGB, row by row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public static SaliencyMap Of(ReadOnlySpan<byte> rgb, int width, int height)
    {
        var sum = new double[width * height];
        foreach (var channel in LabChannels.Of(rgb))
        {
            var distances = Distances(channel, width, height);
            for (var i = 0; i < sum.Length; i++)
                sum[i] += distances[i];
        }
        return new SaliencyMap(Foreground(sum), width, height);
    }

    /// <summary>The box that leaves at most <paramref name="trim"/> of the saliency beyond each of its edges.</summary>
    public PictureBox Bounds(double trim)
    {
        var (columns, rows) = (new double[_width], new double[_height]);
        for (var i = 0; i < _values.Length; i++)
        {
            columns[i % _width] += _values[i];
            rows[i / _width] += _values[i];
        }
        var ((left, right), (top, bottom)) = (Range(columns, trim * Total), Range(rows, trim * Total));
        return new PictureBox(
            (double)left / _width, (double)top / _height, (double)(right - left) / _width, (double)(bottom - top) / _height);
    }

    /// <summary>The share of the saliency inside a box, 0 to 1.</summary>
    public double Share(PictureBox box) => Total == 0 ? 0 : Inside(box).Sum / Total;

    /// <summary>How much more stands out inside a box than outside: 1 less the ratio of the means, 0 to 1.</summary>
    public double Contrast(PictureBox box)
    {
        var (sum, count) = Inside(box);
        if (sum == 0 || count == _values.Length)
            return 0;
        return Math.Clamp(1 - ((Total - sum) / (_values.Length - count) / (sum / count)), 0, 1);
    }

    (double Sum, int Count) Inside(PictureBox box)
    {
        var (left, top, width, height) = box.Pixels(_width, _height);
        var sum = 0.0;
        for (var y = top; y < top + height; y++)
        {
            for (var x = left; x < left + width; x++)
                sum += _values[(y * _width) + x];
        }
        return (sum, width * height);
    }

    static double[] Distances(double[] channel, int width, int height)
    {
        var distance = new double[channel.Length];
        var (high, low) = ((double[])channel.Clone(), (double[])channel.Clone());
        for (var y = 1; y < height - 1; y++)
            distance.AsSpan((y * width) + 1, Math.Max(0, width - 2)).Fill(double.PositiveInfinity);
        for (var pass = 0; pass < Passes; pass++)
        {
            // Downwards from the top left corner, then upwards from the bottom right one, and so on.
            var step = pass % 2 == 0 ? 1 : -1;
            for (var i = step > 0 ? 0 : channel.Length - 1; i >= 0 && i < channel.Length; i += step)
            {
                if (distance[i] == 0)
                    continue;
                Relax(i, i - step);
                Relax(i, i - (step * width));
            }
        }
        return distance;

        void Relax(int pixel, int from)
        {
            var (highest, lowest) = (Math.Max(high[from], channel[pixel]), Math.Min(low[from], channel[pixel]));
            if (highest - lowest >= distance[pixel])
                return;
            (distance[pixel], high[pixel], low[pixel]) = (highest - lowest, highest, lowest);
        }
    }

    /// <summary>What is below the threshold that parts the values best in two (Otsu 1979) becomes 0.</summary>
    static double[] Foreground(double[] values)
    {
        var threshold = Otsu(values);
        return Array.ConvertAll(values, value => value > threshold ? value : 0);
    }

    static double Otsu(double[] values)
    {
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        var (total, below, best, threshold) = (sorted.Sum(), 0.0, 0.0, 0.0);
        for (var i = 0; i < sorted.Length - 1; i++)
        {
            below += sorted[i];
            var (lower, upper) = (i + 1.0, sorted.Length - (i + 1.0));
            var difference = (below / lower) - ((total - below) / upper);
            var between = lower * upper * difference * difference;
            if (between > best)
                (best, threshold) = (between, sorted[i]);
        }
        return threshold;
    }

    /// <summary>The first and, exclusively, the last place that leave at most <paramref name="trim"/> beyond each.</summary>
    static (int From, int To) Range(double[] sums, double trim)
    {
        var (from, to) = (0, sums.Length);
        for (var left = sums[0]; left <= trim && from < sums.Length - 1; left += sums[from])
            from++;
        for (var right = sums[^1]; right <= trim && to > from + 1; right += sums[to - 1])
            to--;
        return (from, to);
    }
}
