using Spectre.Console;

namespace FashionOrleans.Loader.Reporting;

/// <summary>Chooses how progress is shown.</summary>
static class ProgressDisplay
{
    public static IProgressDisplay For(LoaderEnvironment environment, bool none, CancellationToken interrupt)
    {
        if (none) return new NoProgress();
        if (!environment.IsTerminal) return new LineProgress(environment.Error, environment.Clock, interrupt);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(environment.Error) });
        return new TerminalProgress(console, environment.Clock, interrupt);
    }
}
