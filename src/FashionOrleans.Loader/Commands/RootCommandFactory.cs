using System.CommandLine;
using System.CommandLine.Help;
using FashionOrleans.Loader.Commands.Jobs;
using FashionOrleans.Loader.Commands.Migrations;

namespace FashionOrleans.Loader.Commands;

/// <summary>The command tree.</summary>
static class RootCommandFactory
{
    const string Teaching =
        """
        A first run, against a server on this machine (each command's --help has more examples):
          sample --out shop --count 200
          ingest --server http://127.0.0.1:5080 --catalog shop --images shop/images --metadata shop/styles.csv
          query  --server http://127.0.0.1:5080 --catalog shop --text 'red dress' --facets baseColour

        Results go to standard output, progress and complaints to standard error. Completion for bash, zsh and PowerShell:
        see completion --help.

        Exit codes:
          0    done, nothing refused
          1    done, some items (or queries) refused
          2    the command, a file it names or a setting is wrong; nothing was loaded
          3    the server does not answer, stays overloaded or fails; the same command goes on where it stopped
          70   a defect of this program
          130  stopped by Ctrl-C or SIGTERM; the same command goes on where it stopped
        """;

    public static RootCommand Create(LoaderEnvironment environment)
    {
        var root = new RootCommand("Loads pictures of products into a FashionOrleans catalogue, asks for similar ones, and measures how good the answers are.");
        var help = root.Options.OfType<HelpOption>().Single();
        var examples = new Dictionary<Command, string> { [root] = Teaching };
        help.Action = new TeachingHelpAction((HelpAction)help.Action!, examples);

        Add(new IngestCommand(environment));
        Add(new QueryCommand(environment));
        Add(new EvaluateCommand(environment));
        Add(new ExportCommand(environment));
        Add(new ImportCommand(environment));
        Add(new VerifyCommand(environment));
        Add(new JobsCommand(environment));
        Add(new MigrateCommand(environment));
        Add(new SampleCommand(environment));
        Add(new CompletionCommand(environment));
        return root;

        void Add(ICommandWithExamples command)
        {
            root.Subcommands.Add(command.Command);
            examples.Add(command.Command, command.Examples);
        }
    }
}
