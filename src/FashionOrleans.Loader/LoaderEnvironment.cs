namespace FashionOrleans.Loader;

/// <summary>What a command may touch besides files and the server.</summary>
/// <param name="Out">Results: summaries, tables, JSON.</param>
/// <param name="Error">Progress and complaints, so that results can be piped.</param>
/// <param name="IsTerminal">True when <paramref name="Error"/> is a terminal that can redraw a line.</param>
/// <param name="Clock">Time.</param>
/// <param name="Key">The key of the environment, for servers that need one; null where there is none.</param>
sealed record LoaderEnvironment(TextWriter Out, TextWriter Error, bool IsTerminal, TimeProvider Clock, string? Key = null)
{
    /// <summary>The variable of the environment that holds the key.</summary>
    public const string KeyVariable = "FASHIONORLEANS_KEY";

    /// <summary>The process's own console.</summary>
    public static LoaderEnvironment Process { get; } =
        new(
            Console.Out,
            Console.Error,
            !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
            TimeProvider.System,
            Environment.GetEnvironmentVariable(KeyVariable)?.Trim() is { Length: > 0 } key ? key : null);
}
