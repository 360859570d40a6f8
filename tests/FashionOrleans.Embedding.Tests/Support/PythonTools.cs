using System.Diagnostics;

namespace FashionOrleans.Embedding.Tests.Support;

/// <summary>Runs the scripts in <c>models</c> with the system's Python, when it has what they need.</summary>
static class PythonTools
{
    // Debian's packages belong to Debian's Python, whatever other one comes first on the path.
    static readonly string[] Pythons = ["/usr/bin/python3", "python3"];
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    static readonly Lazy<string?> Found = new(() => Pythons.FirstOrDefault(python => TryRun(python, ["-c", "import onnx, torch, torchvision, PIL"]) is { ExitCode: 0 }));

    /// <summary>Runs a script of the folder <c>models</c>; the test is skipped, with the reason, where Python or its packages are missing.</summary>
    /// <returns>What it printed.</returns>
    public static string RunOrSkip(string script, params string[] arguments)
    {
        Assert.SkipWhen(Found.Value is null, "Python with torch, torchvision, onnx and Pillow is missing (Debian: python3-torch python3-torchvision python3-onnx python3-pil); this test needs it.");
        var (exitCode, output) = TryRun(Found.Value, [Path.Combine(Repository.Root, "models", script), .. arguments])!.Value;
        Assert.True(exitCode == 0, $"{script} ended with exit code {exitCode}:\n{output}");
        return output;
    }

    static (int ExitCode, string Output)? TryRun(string python, string[] arguments)
    {
        var start = new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // No compiled modules in the working tree, and no more threads than two processors have.
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["OMP_NUM_THREADS"] = "2";
        try
        {
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
                return (-1, $"It ran for more than {Patience.TotalMinutes} minutes.");
            }
            return (process.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
