using System.Diagnostics;
using FashionOrleans.Benchmarks.Embedding;

namespace FashionOrleans.Fuzz;

/// <summary>One target in a process of its own: a crash or a hang ends this process and not the run.</summary>
static class FuzzChild
{
    public const int FindingsExitCode = 2;
    const int MostFindings = 20;

    public static Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "--target", "--count", "--seed", "--work", "--keep");
        var work = arguments.Required("--work");

        // First of all: instrumented code writes to the map from its first branch on.
        var coverage = new Coverage();
        var target = FuzzTargets.Find(arguments.Required("--target"));
        Directory.CreateDirectory(work);
        using var current = new CurrentInput(Path.Combine(work, "current"));
        using var watch = new HangWatch(current);
        var found = new HashSet<string>(StringComparer.Ordinal);

        void Report(string kind, byte[] input, string what)
        {
            if (!found.Add(kind))
            {
                return;
            }

            var path = Corpus.Write(Path.Combine(work, "findings"), input, $"{target.Name}-");
            File.WriteAllText($"{path}.txt", $"{kind}\n{what}\n");
            Console.WriteLine($"finding: {kind} ({path})");
            if (found.Count == MostFindings)
            {
                Environment.Exit(FindingsExitCode);
            }
        }

        var loop = new FuzzLoop(target, Corpus.Read(target.Name), coverage, current, Report);
        var (count, begun) = (arguments.Number("--count", 10_000), Stopwatch.StartNew());
        var refused = loop.Run(count, arguments.Whole("--seed", 1));
        if (arguments.Text("--keep", "") is { Length: > 0 } keep)
        {
            foreach (var input in loop.Interesting)
            {
                Corpus.Write(Path.Combine(keep, target.Name), input);
            }
        }

        using var process = Process.GetCurrentProcess();
        Console.WriteLine(FormattableString.Invariant(
            $"{count} inputs, {refused} refused, {loop.Interesting.Count} took new branches, {loop.Edges} edges, longest {loop.Longest.TotalMilliseconds:F0} ms, {begun.Elapsed.TotalSeconds:F0} s ({process.TotalProcessorTime.TotalSeconds:F0} s of processor), {process.PeakWorkingSet64 / 1e6:F0} MB at most, {found.Count} findings"));
        (target as IDisposable)?.Dispose();
        return Task.FromResult(found.Count > 0 ? FindingsExitCode : 0);
    }
}
