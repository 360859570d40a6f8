using System.CommandLine;
using System.CommandLine.Help;

namespace FashionOrleans.Loader.Commands;

/// <summary>The command tree.</summary>
static class RootCommandFactory
{
    const string ExitCodes =
        """
        Exit codes:
          0    done, nothing refused
          1    done, some items refused
          2    the command, a file it names or a setting is wrong; nothing was loaded
          3    the server does not answer, stays overloaded or fails
          70   a defect of the loader
          130  stopped by Ctrl-C
        """;

    public static RootCommand Create(LoaderEnvironment environment)
    {
        var root = new RootCommand("Loads pictures of products into a FashionOrleans catalogue, asks for similar ones, and measures how good the answers are.");
        var help = root.Options.OfType<HelpOption>().Single();
        var examples = new Dictionary<Command, string> { [root] = ExitCodes };
        help.Action = new TeachingHelpAction((HelpAction)help.Action!, examples);

        Add(new IngestCommand(environment));
        Add(new QueryCommand(environment));
        Add(new EvaluateCommand(environment));
        Add(new SampleCommand(environment));
        return root;

        void Add(ICommandWithExamples command)
        {
            root.Subcommands.Add(command.Command);
            examples.Add(command.Command, command.Examples);
        }
    }
}
