using System.CommandLine;

namespace FashionOrleans.Loader.Commands.Jobs;

/// <summary><c>jobs</c>: lets the server fill a catalogue from a feed.</summary>
sealed class JobsCommand : ICommandWithExamples
{
    public JobsCommand(LoaderEnvironment environment)
    {
        Command = new("jobs", "Let the server fill a catalogue from a feed: it fetches the pictures that the feed names, and goes on after a crash.")
        {
            new StartJobCommand(environment).Command,
            new ListJobsCommand(environment).Command,
            new ShowJobCommand(environment).Command,
            new CancelJobCommand(environment).Command,
        };
    }

    public Command Command { get; }

    public string Examples =>
        """
        Examples:
          jobs start  --server http://127.0.0.1:5080 --catalog fashion --feed https://shop.example/products.csv --wait
          jobs start  --server http://127.0.0.1:5080 --catalog fashion --feed products.parquet --id-column sku --image-column photo
          jobs list   --server http://127.0.0.1:5080
          jobs show   --server http://127.0.0.1:5080 --catalog fashion --job 0193f8… --refused
          jobs cancel --server http://127.0.0.1:5080 --catalog fashion --job 0193f8…
        """;
}
