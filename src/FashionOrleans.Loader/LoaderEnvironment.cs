namespace FashionOrleans.Loader;

/// <summary>What a command may touch besides files and the server.</summary>
/// <param name="Out">Results: summaries, tables, JSON.</param>
/// <param name="Error">Progress and complaints, so that results can be piped.</param>
/// <param name="IsTerminal">True when <paramref name="Error"/> is a terminal that can redraw a line.</param>
/// <param name="Clock">Time.</param>
sealed record LoaderEnvironment(TextWriter Out, TextWriter Error, bool IsTerminal, TimeProvider Clock)
{
    /// <summary>The process's own console.</summary>
    public static LoaderEnvironment Process { get; } =
        new(Console.Out, Console.Error, !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb", TimeProvider.System);
}
