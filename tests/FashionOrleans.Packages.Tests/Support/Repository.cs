using System.Diagnostics;
using System.Runtime.InteropServices;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Packages.Tests.Support;

/// <summary>The repository's files, and the SDK's commands over them.</summary>
static class Repository
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static string Root => Checkout.Root;

    public static string DefaultPack => Path.Combine(Root, "models", "resnet50-fashion");

    /// <summary>Release or Debug, as these tests were built.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>Runs a program and fails with its output unless it ends with the expected code.</summary>
    /// <returns>What it printed on standard output.</returns>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, int expected = 0, string? folder = null, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Root,
        };
        // No server of the SDK must outlive the test.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // A tool finds the runtime that runs these tests, wherever it lies.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == expected, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}, not {expected}:\n{output}\n{await errors}");
            return output;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Packs a built project into a folder, with warnings as failures.</summary>
    public static Task PackAsync(string project, string output) => RunAsync(
        "dotnet",
        [
            "pack", Path.Combine(Root, "src", project, $"{project}.csproj"), "--configuration", Configuration, "--no-build", "--no-restore", "--output", output,
            "--nologo", "--verbosity", "quiet", "-warnaserror",
        ]);
}
