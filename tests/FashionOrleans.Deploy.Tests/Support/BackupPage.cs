using System.Diagnostics;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>The commands of <c>docs/backup.md</c>, run word for word in a folder of the tests' own.</summary>
/// <param name="folder">Where they run.</param>
/// <param name="environment">Variables that they and the programs that they start are given.</param>
sealed class BackupPage(string folder, params (string Name, string Value)[] environment)
{
    // What the page starts from the sources has been built beside these tests.
    const string FromSources = "dotnet run -c Release --project src/";
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Runs the one command of the page that has these words.</summary>
    /// <returns>Its exit code, and what it printed.</returns>
    public async Task<(int ExitCode, string Output)> RunAsync(params string[] words)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", Built(Command(words))])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
            await process.WaitForExitAsync(Stop).WaitAsync(Limit, Stop);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>As <see cref="RunAsync"/>, and it has to succeed.</summary>
    public async Task<string> DoAsync(params string[] words)
    {
        var (exitCode, output) = await RunAsync(words);
        Assert.True(exitCode == 0, $"'{Command(words)}' ended with {exitCode}: {output}");
        return output;
    }

    static string Command(string[] words)
    {
        var text = File.ReadAllText(Repository.PathOf("docs", "backup.md"));
        var commands = text.Split("```").Where((_, i) => i % 2 == 1)
            .Where(block => block.StartsWith("sh\n", StringComparison.Ordinal))
            .SelectMany(block => block.Split('\n'))
            .Where(line => Array.TrueForAll(words, line.Contains))
            .ToArray();
        Assert.True(commands.Length == 1, $"docs/backup.md has {commands.Length} commands with {string.Join(" and ", words)}.");
        return commands[0];
    }

    static string Built(string command)
    {
        var at = command.IndexOf(FromSources, StringComparison.Ordinal);
        if (at < 0)
        {
            return command;
        }

        var rest = command[(at + FromSources.Length)..];
        var (project, arguments) = (rest[..rest.IndexOf(' ', StringComparison.Ordinal)], rest[(rest.IndexOf(" -- ", StringComparison.Ordinal) + 4)..]);
        return $"{command[..at]}dotnet '{Path.Combine(AppContext.BaseDirectory, $"{project}.dll")}' {arguments}";
    }
}
