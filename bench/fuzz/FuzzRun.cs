using System.Diagnostics;
using FashionOrleans.Benchmarks.Embedding;

namespace FashionOrleans.Fuzz;

/// <summary>Runs targets one after another, each in a child process, and says how each ended.</summary>
static class FuzzRun
{
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "--target", "--count", "--seed", "--findings", "--keep");
        var (seed, count) = (arguments.Whole("--seed", 1), arguments.Number("--count", 1_000_000));
        var findings = arguments.Text("--findings", "artifacts/fuzz");
        var targets = arguments.Text("--target", "") is { Length: > 0 } chosen ? chosen.Split(',') : [.. FuzzTargets.Names];
        var failed = 0;
        foreach (var target in targets)
        {
            var end = await RunAsync(target, count, seed, findings, arguments.Text("--keep", ""));
            Console.WriteLine($"{target}: seed {seed}: {end.Summary}");
            failed += end.Passed ? 0 : 1;
        }

        Console.WriteLine($"{targets.Length} targets, {failed} with findings");
        return failed == 0 ? 0 : 1;
    }

    /// <summary>Runs one target.</summary>
    public static async Task<FuzzEnd> RunAsync(string target, int count, int seed, string findings, string keep = "")
    {
        var work = Path.Combine(findings, target);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] kept = keep.Length > 0 ? ["--keep", keep] : [];
        foreach (var argument in (string[])[typeof(FuzzRun).Assembly.Location, "child", "--target", target, "--count", $"{count}", "--seed", $"{seed}", "--work", work, .. kept])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var said = output.TrimEnd();
        switch (process.ExitCode)
        {
            case 0:
                return new FuzzEnd(true, said);
            case FuzzChild.FindingsExitCode:
                return new FuzzEnd(false, said);
            default:
                if (!File.Exists(Path.Combine(work, "current")))
                {
                    return new FuzzEnd(false, $"{said}\nIt could not begin: {await errors}".Trim());
                }

                // It was taken down, or hung: what it was working at is the finding.
                var path = Corpus.Write(Path.Combine(work, "findings"), CurrentInput.Read(Path.Combine(work, "current")), $"{target}-");
                var kind = process.ExitCode == HangWatch.ExitCode ? "hang" : $"crash, exit code {process.ExitCode}";
                return new FuzzEnd(false, $"{said}\nfinding: {kind} ({path})\n{await errors}".Trim());
        }
    }
}
