using System.Diagnostics;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>Runs commands.</summary>
static class Shell
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(7);

    public static bool IsRoot => Environment.UserName == "root";

    /// <summary>Runs a command to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(string folder, string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(Prepare(folder, program, arguments))!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Limit);
            await process.WaitForExitAsync().WaitAsync(Limit);
            return process.ExitCode == 0
                ? output
                : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}{await errors}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Prepares a command that runs as a user who owns nothing, with an environment of only those variables.</summary>
    public static ProcessStartInfo AsNobody(IReadOnlyDictionary<string, string> environment, string program, params IEnumerable<string> arguments)
    {
        var start = IsRoot
            ? Prepare("/", "setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", program, .. arguments])
            : Prepare("/", program, arguments);
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    static ProcessStartInfo Prepare(string folder, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // A build must leave nothing running behind.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        return start;
    }
}
