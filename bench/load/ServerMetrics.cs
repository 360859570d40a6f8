using System.Globalization;

namespace FashionOrleans.Load;

/// <summary>What the server's <c>/metrics</c> said, in the text format of Prometheus.</summary>
sealed class ServerMetrics(string text)
{
    /// <summary>The sum over the series of a metric.</summary>
    /// <param name="start">What their lines begin with: the name, up to its labels where another name begins alike.</param>
    /// <param name="label">What their labels hold; empty for all.</param>
    public double Sum(string start, string label = "") => text.Split('\n')
        .Where(line => line.StartsWith(start, StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
}
