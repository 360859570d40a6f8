using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FashionOrleans.Deploy.Tests.Support;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Deploy.Tests;

/// <summary>The log as a machine reads it.</summary>
public sealed partial class LogTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-log-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task As_JSON_every_line_of_the_log_has_a_name_and_fields()
    {
        var process = ServerProcess.Launch(
            ["--data", _folder.FullName, "--silo-port", "0", "--gateway-port", "0"],
            "FashionOrleans.Silo",
            KeyValuePair.Create("Logging__Console__FormatterName", "json"),
            KeyValuePair.Create("Logging__Console__FormatterOptions__IncludeScopes", "true"));
        await using var silo = await RunningProgram.StartAsync(process);
        await silo.UntilReadyAsync();
        var lines = silo.Output.Split(Environment.NewLine).Select(line => JsonNode.Parse(line)!).ToArray();
        var ours = lines.Where(line => ((string)line["Category"]!).StartsWith("FashionOrleans.", StringComparison.Ordinal)).ToArray();

        var loaded = Assert.Single(ours, line => ((string)line["Message"]!).StartsWith("Model resnet50-fashion", StringComparison.Ordinal));
        Assert.Equal("resnet50-fashion", (string?)loaded["State"]!["Model"]);
        Assert.All(ours, line => Assert.NotEqual(0, (int)line["EventId"]!));
    }

    [Fact]
    public void No_line_is_written_to_the_log_but_by_a_generated_method()
    {
        var written = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => Extension().IsMatch(File.ReadAllText(file)));

        Assert.Empty(written);
    }

    [Fact]
    public void The_build_refuses_the_other_ways_to_log()
    {
        var rules = File.ReadAllText(Repository.PathOf(".editorconfig"));

        Assert.Contains("dotnet_diagnostic.CA1848.severity = warning", rules, StringComparison.Ordinal);
        Assert.Contains("dotnet_diagnostic.CA2254.severity = warning", rules, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\.Log(?:Trace|Debug|Information|Warning|Error|Critical)\(")]
    private static partial Regex Extension();
}
