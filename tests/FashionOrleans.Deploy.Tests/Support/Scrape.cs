using System.Globalization;
using System.Text.RegularExpressions;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>What a process serves to Prometheus.</summary>
/// <param name="Kinds">The kind of each metric by its name, as the lines <c># TYPE</c> have it.</param>
/// <param name="Labels">The labels that the series of each name have.</param>
/// <param name="Text">All of it.</param>
sealed partial record Scrape(IReadOnlyDictionary<string, string> Kinds, IReadOnlyDictionary<string, IReadOnlySet<string>> Labels, string Text)
{
    static readonly string[] PartsOfHistograms = ["_bucket", "_sum", "_count"];

    /// <summary>Every name that a query may have: of a histogram those of its parts.</summary>
    public IReadOnlySet<string> Names { get; } = Kinds
        .SelectMany(kind => kind.Value == "histogram" ? PartsOfHistograms.Select(part => kind.Key + part) : [kind.Key])
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Reads the text format (https://prometheus.io/docs/instrumenting/exposition_formats/).</summary>
    public static Scrape Of(string text)
    {
        var kinds = Type().Matches(text).DistinctBy(match => match.Groups["name"].Value).ToDictionary(
            match => match.Groups["name"].Value, match => match.Groups["kind"].Value, StringComparer.Ordinal);
        var labels = Series().Matches(text)
            .SelectMany(series => Label().Matches(series.Groups["labels"].Value).Select(label => (Name: series.Groups["name"].Value, Label: label.Groups["label"].Value)))
            .GroupBy(label => label.Name, label => label.Label, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (IReadOnlySet<string>)group.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        return new Scrape(kinds, labels, text);
    }

    /// <summary>The sum over the series of a name that have these labels.</summary>
    public double Sum(string name, params (string Name, string Value)[] labels) => Series().Matches(Text)
        .Where(series => series.Groups["name"].Value == name
            && labels.All(label => $",{series.Groups["labels"].Value}".Contains($",{label.Name}=\"{label.Value}\"", StringComparison.Ordinal)))
        .Sum(series => double.Parse(series.Groups["value"].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^# TYPE (?<name>\w+) (?<kind>\w+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Type();

    [GeneratedRegex(@"^(?<name>\w+)\{(?<labels>.*)\} (?<value>\S+)", RegexOptions.Multiline)]
    private static partial Regex Series();

    [GeneratedRegex(@"(?<label>\w+)=""(?:[^""\\]|\\.)*""")]
    private static partial Regex Label();
}
