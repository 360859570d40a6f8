namespace FashionOrleans.Loader;

/// <summary>What the process returns; part of the command line's interface.</summary>
static class ExitCode
{
    /// <summary>Done, and nothing was refused.</summary>
    public const int Done = 0;

    /// <summary>Done, but some items were refused; the summary says how many and where they are listed.</summary>
    public const int SomeRefused = 1;

    /// <summary>The command, a file it names, or a setting is wrong; a sentence says which. Nothing was loaded.</summary>
    public const int Usage = 2;

    /// <summary>The server does not answer, stayed overloaded, or failed. The same command goes on where it stopped.</summary>
    public const int ServerUnavailable = 3;

    /// <summary>A defect of the loader.</summary>
    public const int Defect = 70;

    /// <summary>Stopped by Ctrl-C or a termination signal. The same command goes on where it stopped.</summary>
    public const int Interrupted = 130;
}
