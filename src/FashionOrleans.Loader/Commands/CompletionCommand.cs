using System.CommandLine;

namespace FashionOrleans.Loader.Commands;

/// <summary><c>completion</c>: prints a script that makes a shell complete commands and options.</summary>
sealed class CompletionCommand : ICommandWithExamples
{
    readonly LoaderEnvironment _environment;
    readonly Argument<string> _shell = new("shell") { Description = "bash, zsh or pwsh (PowerShell)." };

    public CompletionCommand(LoaderEnvironment environment)
    {
        _environment = environment;
        _shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        Command = new("completion", "Print a script that makes a shell complete commands, options and their values.") { _shell };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    public string Examples =>
        """
        Examples:
          bash, in ~/.bashrc:                   source <(fashionorleans completion bash)
          zsh, in ~/.zshrc after compinit:      source <(fashionorleans completion zsh)
          PowerShell, in the file of $PROFILE:  fashionorleans completion pwsh | Out-String | Invoke-Expression

        The script asks the program itself for what fits, so it needs no update when the program gets one.
        """;

    int Run(ParseResult parsed)
    {
        using var script = new StreamReader(typeof(CompletionCommand).Assembly.GetManifestResourceStream($"completion.{parsed.GetRequiredValue(_shell)}")!);
        _environment.Out.Write(script.ReadToEnd());
        return ExitCode.Done;
    }
}
