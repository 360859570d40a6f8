using System.Globalization;

namespace FashionOrleans.Benchmarks.FanOut;

/// <summary>How long a silo works at one call about all of its shards, in milliseconds.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Draw">Draws one.</param>
/// <param name="Description">For the head of a table.</param>
sealed record ServiceTimes(double Mean, Func<Random, double> Draw, string Description)
{
    public static ServiceTimes Exponential(double mean) =>
        new(mean, random => -mean * Math.Log(1 - random.NextDouble()), Say($"exponential, mean {mean} ms"));

    public static ServiceTimes Constant(double time) => new(time, _ => time, Say($"{time} ms"));

    /// <param name="median">The median, milliseconds.</param>
    /// <param name="sigma">The standard deviation of the logarithm.</param>
    public static ServiceTimes LogNormal(double median, double sigma) => new(
        median * Math.Exp(sigma * sigma / 2), random => median * Math.Exp(sigma * Gaussian(random)), Say($"lognormal, median {median} ms, sigma {sigma}"));

    /// <summary>Those of a real run, a number of milliseconds a line, as <c>scale-parts --latencies</c> writes them; drawn with replacement.</summary>
    /// <param name="path">The file.</param>
    /// <param name="median">All are scaled so that this is their median.</param>
    /// <exception cref="ArgumentException">The file does not hold at least 100 positive numbers.</exception>
    public static ServiceTimes Measured(string path, double median)
    {
        var times = new List<double>();
        foreach (var line in File.ReadLines(path))
        {
            if (!double.TryParse(line, CultureInfo.InvariantCulture, out var time) || time is not (> 0 and < double.PositiveInfinity))
                throw new ArgumentException($"\"{line}\" in {path} is no number of milliseconds above 0; the file must have one a line.");
            times.Add(time);
        }
        if (times.Count < 100)
            throw new ArgumentException($"{path} holds {times.Count} latencies; at least 100 are needed for a distribution.");
        times.Sort();
        var scale = median / times[times.Count / 2];
        var scaled = times.Select(time => time * scale).ToArray();
        return new(
            scaled.Average(), random => scaled[random.Next(scaled.Length)], Say($"{scaled.Length:N0} measured calls, scaled to a median of {median} ms"));
    }

    static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
