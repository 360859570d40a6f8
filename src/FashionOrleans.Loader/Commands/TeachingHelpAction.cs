using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace FashionOrleans.Loader.Commands;

/// <summary>The usual help, then what a list of options cannot teach.</summary>
sealed class TeachingHelpAction(HelpAction usual, IReadOnlyDictionary<Command, string> examples) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        if (examples.TryGetValue(parseResult.CommandResult.Command, out var text)) parseResult.InvocationConfiguration.Output.WriteLine(text);
        return ExitCode.Done;
    }
}
