using System.Text.RegularExpressions;
using FashionOrleans.Deploy.Tests.Support;

namespace FashionOrleans.Deploy.Tests;

/// <summary>The table of docs/metrics.md against what a server serves.</summary>
[Collection(nameof(BusyServer))]
public sealed partial class MetricsTests(BusyServer server)
{
    const string Prefix = "fashionorleans_";

    static readonly Row[] Documented = [.. Line().Matches(File.ReadAllText(Repository.PathOf("docs", "metrics.md"))).Select(match => new Row(
        match.Groups["instrument"].Value,
        match.Groups["name"].Value,
        match.Groups["kind"].Value,
        [.. Quoted().Matches(match.Groups["labels"].Value).Select(label => label.Value)],
        match.Groups["meaning"].Value))];

    sealed record Row(string Instrument, string Name, string Kind, string[] Labels, string Meaning)
    {
        /// <summary>Whether a server may have nothing to tell of it yet.</summary>
        public bool MayBeAbsent => Meaning.Contains("absent before", StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_documented_is_served_as_what_it_is_said_to_be()
    {
        Assert.NotEmpty(Documented);
        var wrong = Documented
            .Where(row => !row.MayBeAbsent || server.Scrape.Kinds.ContainsKey(row.Name))
            .Where(row => server.Scrape.Kinds.GetValueOrDefault(row.Name) != row.Kind)
            .Select(row => $"{row.Name}: documented as {row.Kind}, served as {server.Scrape.Kinds.GetValueOrDefault(row.Name) ?? "nothing"}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void Everything_of_ours_that_is_served_is_documented()
    {
        var names = Documented.Select(row => row.Name).ToHashSet(StringComparer.Ordinal);

        Assert.All(server.Scrape.Kinds.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)), name => Assert.Contains(name, names));
    }

    [Fact]
    public void Labels_are_those_that_are_documented()
    {
        var wrong = Documented
            .Select(row => (row, Unknown: LabelsOf(row).Except(row.Labels).Except(["le", "otel_scope_name", "otel_scope_version"]).ToArray()))
            .Where(found => found.Unknown.Length > 0)
            .Select(found => $"{found.row.Name} has the labels {string.Join(", ", found.Unknown)}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void An_instrument_has_the_name_that_Prometheus_makes_of_it()
    {
        Assert.All(Documented, row => Assert.StartsWith(row.Instrument.Replace('.', '_'), row.Name, StringComparison.Ordinal));
        Assert.All(Documented.Where(row => row.Kind == "counter"), row => Assert.EndsWith("_total", row.Name, StringComparison.Ordinal));
        Assert.All(
            Documented.Where(row => row.Instrument.EndsWith(".duration", StringComparison.Ordinal)), row => Assert.EndsWith("_seconds", row.Name, StringComparison.Ordinal));
    }

    IEnumerable<string> LabelsOf(Row row) => ((string[])["", "_bucket", "_sum", "_count"])
        .SelectMany(part => server.Scrape.Labels.TryGetValue(row.Name + part, out var labels) ? labels : new HashSet<string>())
        .Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"^\| `(?<instrument>fashionorleans\.[\w.]+)` \| `(?<name>\w+)` \| (?<kind>\w+) \| (?<labels>[^|]*)\| (?<meaning>.*) \|\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("(?<=`)[a-z_]+(?=`)")]
    private static partial Regex Quoted();
}
