using System.CommandLine;
using FashionOrleans.Loader.Reporting;
using FashionOrleans.SampleCatalog;

namespace FashionOrleans.Loader.Commands;

/// <summary><c>sample</c>: writes the drawn sample products as a data set to try the other commands with.</summary>
sealed class SampleCommand : ICommandWithExamples
{
    const int MaxProducts = 100_000;

    readonly LoaderEnvironment _environment;
    readonly Option<string> _out = new("--out") { Description = "The folder to write; created when absent.", HelpName = "DIR", Required = true };
    readonly Option<int> _count = SharedOptions.Number("--count", "How many products.", 1, MaxProducts, SampleProducts.DefaultCount);
    readonly Option<int> _seed = SharedOptions.Number("--seed", "Another seed draws other products.", 0, int.MaxValue, SampleProducts.DefaultSeed);
    readonly Option<bool> _noProgress = SharedOptions.NoProgress();

    public SampleCommand(LoaderEnvironment environment)
    {
        _environment = environment;
        Command = new("sample", "Draw sample products and write them as a data set: images/<id>.jpg and styles.csv. The same seed draws the same products.")
        {
            _out, _count, _seed, _noProgress,
        };
        Command.SetAction(RunAsync);
    }

    public Command Command { get; }

    public string Examples =>
        """
        Examples:
          sample --out sample --count 1000
          ingest --server http://127.0.0.1:5080 --catalog sample --images sample/images --metadata sample/styles.csv
        """;

    async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupt)
    {
        var (folder, seed) = (parsed.GetRequiredValue(_out), parsed.GetValue(_seed));
        var products = SampleProducts.Create(parsed.GetValue(_count), seed);
        var written = new Count();
        await ProgressDisplay.For(_environment, parsed.GetValue(_noProgress), interrupt).ShowAsync("products", products.Count, () => written.Value, async () =>
        {
            await SampleFolder.WriteAsync(folder, products, written: written, cancellation: interrupt);
            return true;
        });
        _environment.Out.WriteLine(
            $"Wrote {products.Count:N0} products of seed {seed} to {Path.Combine(folder, SampleFolder.ImagesFolder)} and {Path.Combine(folder, SampleFolder.MetadataFile)}.");
        return ExitCode.Done;
    }

    /// <summary>Counts the reports, which come from several threads and in any order.</summary>
    sealed class Count : IProgress<int>
    {
        int _value;

        public int Value => Volatile.Read(ref _value);

        public void Report(int value) => Interlocked.Increment(ref _value);
    }
}
