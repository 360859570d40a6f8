using System.Text.Json;
using System.Text.RegularExpressions;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>A Dockerfile's instructions.</summary>
sealed partial class Dockerfile
{
    Dockerfile(string name, IReadOnlyList<(string Keyword, string Arguments)> instructions) => (Name, Instructions) = (name, instructions);

    public static IReadOnlyList<Dockerfile> All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("deploy", "docker"), "*.Dockerfile").Order(StringComparer.Ordinal).Select(Read),
    ];

    public string Name { get; }

    public IReadOnlyList<(string Keyword, string Arguments)> Instructions { get; }

    /// <summary>What is copied from the repository, in order.</summary>
    public IReadOnlyList<string> Sources =>
    [
        .. Of("COPY").Where(copy => !copy.StartsWith("--", StringComparison.Ordinal)).SelectMany(copy => copy.Split(' ')[..^1]),
    ];

    /// <summary>The publishing command, as it is run; without the mounts and what follows it.</summary>
    public string Publish => Assert.Single(Of("RUN"), run => run.Contains("dotnet publish", StringComparison.Ordinal)) is var run
        ? PublishCommand().Match(run).Value.TrimEnd()
        : "";

    /// <summary>Variables that the image sets.</summary>
    public IReadOnlyDictionary<string, string> Environment => Of("ENV")
        .SelectMany(variables => Variable().Matches(variables))
        .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);

    public string[] Entrypoint => JsonSerializer.Deserialize<string[]>(Assert.Single(Of("ENTRYPOINT")))!;

    public string[] HealthCommand => JsonSerializer.Deserialize<string[]>(Assert.Single(Of("HEALTHCHECK")).Split("CMD", 2)[1])!;

    public override string ToString() => Name;

    public IEnumerable<string> Of(string keyword) => Instructions.Where(instruction => instruction.Keyword == keyword).Select(instruction => instruction.Arguments);

    static Dockerfile Read(string path)
    {
        var lines = File.ReadAllLines(path).Where(line => !line.TrimStart().StartsWith('#') && line.Trim().Length > 0);
        var text = Continuation().Replace(string.Join('\n', lines), " ");
        return new Dockerfile(
            Path.GetFileName(path),
            [.. text.Split('\n').Select(line => line.Split(' ', 2)).Select(parts => (parts[0], Spaces().Replace(parts[1], " ").Trim()))]);
    }

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continuation();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"dotnet publish[^&]*")]
    private static partial Regex PublishCommand();

    [GeneratedRegex(@"(?<name>\w+)=(?<value>\S*)")]
    private static partial Regex Variable();
}
