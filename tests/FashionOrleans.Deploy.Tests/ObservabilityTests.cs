using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FashionOrleans.Deploy.Tests.Support;

namespace FashionOrleans.Deploy.Tests;

/// <summary>The dashboard and the rules of deploy/observability against what a server serves.</summary>
[Collection(nameof(BusyServer))]
public sealed partial class ObservabilityTests(BusyServer server)
{
    static readonly string Folder = Repository.PathOf("deploy", "observability");

    // What Prometheus makes itself, and what a server serves only once a graph index has answered or a row was damaged.
    static readonly HashSet<string> Others = ["up", "fashionorleans_graph_recall", "fashionorleans_shard_rows_quarantined_total"];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static JsonObject[] Rules => [.. Yaml.ReadFile(Path.Combine(Folder, "alerts.yaml"))["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).Select(rule => rule!.AsObject())];

    [Fact]
    public void Every_metric_of_the_dashboard_and_the_alerts_is_served()
    {
        var used = Dashboard.Queries.Concat(Rules.Select(rule => (string)rule["expr"]!)).SelectMany(NamesIn).Distinct().ToArray();

        Assert.True(used.Length > 30, string.Join(' ', used));
        Assert.All(used.Except(Others), name => Assert.Contains(name, server.Scrape.Names));
    }

    [Fact]
    public void Every_label_that_they_choose_by_is_one_that_the_metric_has()
    {
        var wrong = Dashboard.Queries.Concat(Rules.Select(rule => (string)rule["expr"]!))
            .SelectMany(query => Selector().Matches(query).Select(match => (Name: match.Groups["name"].Value, Labels: Label().Matches(match.Groups["labels"].Value))))
            .Where(selector => server.Scrape.Labels.ContainsKey(selector.Name))
            .SelectMany(selector => selector.Labels.Select(label => label.Value)
                .Where(label => label is not ("instance" or "error_type") && !server.Scrape.Labels[selector.Name].Contains(label))
                .Select(label => $"{selector.Name} has no label {label}"));

        Assert.Empty(wrong);
    }

    [Fact]
    public void Panels_do_not_overlap_and_each_has_a_title()
    {
        var panels = Dashboard.Json["panels"]!.AsArray();
        var taken = new HashSet<(int X, int Y)>();
        foreach (var panel in panels)
        {
            Assert.NotEmpty((string)panel!["title"]!);
            var (x, y, w, h) = ((int)panel["gridPos"]!["x"]!, (int)panel["gridPos"]!["y"]!, (int)panel["gridPos"]!["w"]!, (int)panel["gridPos"]!["h"]!);
            Assert.True(x + w <= 24);
            Assert.All(Enumerable.Range(x, w).SelectMany(column => Enumerable.Range(y, h).Select(line => (column, line))), place => Assert.True(taken.Add(place), $"{panel["title"]}"));
        }

        Assert.Equal(panels.Count, panels.Select(panel => (int)panel!["id"]!).Distinct().Count());
    }

    [Fact]
    public void An_alert_says_what_is_wrong_and_what_to_do()
    {
        Assert.Equal(Rules.Length, Rules.Select(rule => (string)rule["alert"]!).Distinct().Count());
        Assert.All(Rules, rule =>
        {
            Assert.Contains((string)rule["labels"]!["severity"]!, (string[])["warning", "critical"]);
            Assert.EndsWith(".", (string)rule["annotations"]!["summary"]!, StringComparison.Ordinal);
            Assert.EndsWith(".", (string)rule["annotations"]!["description"]!, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("check", "rules", "alerts.yaml")]
    [InlineData("check", "config", "prometheus.yaml")]
    [InlineData("test", "rules", "alerts.test.yaml")]
    public async Task Prometheus_accepts_the_files_and_the_alerts_come_when_they_should(string command, string kind, string file)
    {
        RequirePromtool();
        await Shell.RunAsync(Folder, "promtool", command, kind, file);
    }

    [Fact]
    public async Task Prometheus_can_read_every_query_of_the_dashboard()
    {
        RequirePromtool();
        var folder = Directory.CreateTempSubdirectory("fashion-dashboard-");
        try
        {
            // As rules, with what Grafana puts in the place of its variables.
            var rules = new JsonObject
            {
                ["groups"] = new JsonArray(new JsonObject
                {
                    ["name"] = "dashboard",
                    ["rules"] = new JsonArray([.. Dashboard.Queries.Select((query, number) => new JsonObject
                    {
                        ["record"] = $"query:{number}",
                        ["expr"] = Dashboard.Fill(query, interval: "1m"),
                    })]),
                }),
            };
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "queries.json"), rules.ToJsonString(), Stop);

            Assert.Contains($"{Dashboard.Queries.Length} rules found", await Shell.RunAsync(folder.FullName, "promtool", "check", "rules", "queries.json"), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Names of metrics: words that begin like one and that a selector, a range, an operator or an end follows; not the labels to sum by.</summary>
    static IEnumerable<string> NamesIn(string query) => Name().Matches(Grouping().Replace(Texts().Replace(query, "\"\""), "")).Select(match => match.Value);

    static void RequirePromtool()
    {
        try
        {
            using var version = Process.Start(new ProcessStartInfo("promtool", ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            version.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("promtool is missing (Debian: apt-get install prometheus): whether Prometheus accepts the rules was not checked.");
        }
    }

    [GeneratedRegex(@"\b(?:up|(?:fashionorleans|http|dotnet|orleans|kestrel)_\w+)\b(?=\s*(?:\{|\[|\)|[<>+*/-]|$))")]
    private static partial Regex Name();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Texts();

    [GeneratedRegex(@"\bby \([^)]*\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"(?<name>\w+)\{(?<labels>[^}]*)\}")]
    private static partial Regex Selector();

    [GeneratedRegex(@"\w+(?=(?:=~|!=|=)"")")]
    private static partial Regex Label();
}
