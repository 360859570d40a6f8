using System.Text.Json.Nodes;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>The dashboard of deploy/observability.</summary>
static class Dashboard
{
    /// <summary>The file.</summary>
    public static JsonNode Json => JsonNode.Parse(File.ReadAllText(Repository.PathOf("deploy", "observability", "dashboard.json")))!;

    /// <summary>The queries of its panels, as they are written.</summary>
    public static string[] Queries => [.. Json["panels"]!.AsArray().SelectMany(panel => panel!["targets"]?.AsArray() ?? []).Select(target => (string)target!["expr"]!)];

    /// <summary>A query with what Grafana puts in the place of its variables: all processes, all catalogues.</summary>
    /// <param name="query">The query.</param>
    /// <param name="interval">The interval of rates.</param>
    public static string Fill(string query, string interval) => query
        .Replace("$__rate_interval", interval, StringComparison.Ordinal)
        .Replace("$instance", ".*", StringComparison.Ordinal)
        .Replace("$catalog", ".*", StringComparison.Ordinal);
}
