using System.Globalization;
using FashionOrleans.Client;
using FashionOrleans.Loader.Reporting;
using Spectre.Console;

namespace FashionOrleans.Loader.Querying;

/// <summary>Recommendations as a table, with a line about how they were found.</summary>
static class ResultTable
{
    const int MaxColumns = 5;

    // What tells two products apart best, where a data set has it.
    static readonly string[] Preferred = ["articleType", "category", "gender", "baseColour", "price", "productDisplayName", "name"];

    public static void Write(TextWriter output, RecommendationReply reply)
    {
        var columns = Columns(reply.Results);
        var table = Tables.New("#", "score", "id");
        table.Columns[0].RightAligned();
        table.AddColumns([.. columns.Select(Markup.Escape)]);
        foreach (var (rank, result) in reply.Results.Index())
        {
            table.AddRow(
            [
                (rank + 1).ToString(CultureInfo.InvariantCulture),
                result.Score.ToString("F4", CultureInfo.InvariantCulture),
                Markup.Escape(result.Id),
                .. columns.Select(column => Markup.Escape(result.Attributes.GetValueOrDefault(column).ToString())),
            ]);
        }

        Tables.Write(output, table);
        if (reply.Results.Count == 0) output.WriteLine("Nothing in the catalogue matches. Leave out conditions of --filter.");
        foreach (var facet in reply.Facets ?? []) WriteFacet(output, facet);
        WriteFooter(output, reply);
    }

    static void WriteFacet(TextWriter output, Facet facet)
    {
        var values = facet.Values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Value} {value.Count:N0}"));
        if (facet is { Minimum: { } least, Maximum: { } most }) values = values.Append(string.Create(CultureInfo.InvariantCulture, $"{least} to {most}"));
        if (facet.OtherValues > 0) values = values.Append($"{facet.OtherValues} values more");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{facet.Field} ({facet.Items:N0} items): {string.Join(", ", values)}"));
    }

    static void WriteFooter(TextWriter output, RecommendationReply reply)
    {
        if (reply.Coverage is { } coverage)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Searched {coverage.ItemsSearched:N0} of {coverage.Items:N0} items on {coverage.ShardsAnswered} of {coverage.Shards} shards, {(coverage.Exact ? "exact" : "approximate")}."));
            if (coverage.ShardsAnswered < coverage.Shards) output.WriteLine("This answer is partial: ask again when every shard is ready.");
        }

        if (reply.Timings is { } timings)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Embedding {timings.EmbedMs:F1} ms, search {timings.SearchMs:F1} ms, server in all {timings.TotalMs:F1} ms, model {reply.Model}."));
    }

    static List<string> Columns(IReadOnlyList<Recommendation> results)
    {
        var present = results.SelectMany(result => result.Attributes.Keys).Distinct(StringComparer.Ordinal).ToList();
        return [.. Preferred.Intersect(present, StringComparer.Ordinal).Concat(present).Distinct(StringComparer.Ordinal).Take(MaxColumns)];
    }
}
