using System.CommandLine;
using FashionOrleans.Backup;
using FashionOrleans.Client;
using FashionOrleans.Loader.Commands;

namespace FashionOrleans.Loader;

/// <summary>The command line: parses, runs, and turns every failure into a sentence and an <see cref="ExitCode"/>.</summary>
static class LoaderApplication
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, LoaderEnvironment environment, CancellationToken interrupt)
    {
        var parsed = RootCommandFactory.Create(environment).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) environment.Error.WriteLine(error.Message);
            environment.Error.WriteLine($"See '{parsed.CommandResult.Command.Name} --help'.");
            return ExitCode.Usage;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = environment.Out,
                Error = environment.Error,
                EnableDefaultExceptionHandler = false,
                // Interruption decides what a signal does.
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, interrupt);
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception failure)
        {
            environment.Error.WriteLine(Sentence(failure));
            return CodeOf(failure);
        }
    }

    static int CodeOf(Exception failure) => failure switch
    {
        InputException or BackupException or IOException or UnauthorizedAccessException => ExitCode.Usage,
        ServerUnreachableException or InterruptedExportException => ExitCode.ServerUnavailable,
        ProblemException { Code: ProblemCodes.ExportLost } => ExitCode.ServerUnavailable,
        ProblemException problem => (int)problem.Status is >= 400 and < 500 and not 429 ? ExitCode.Usage : ExitCode.ServerUnavailable,
        _ => ExitCode.Defect,
    };

    static string Sentence(Exception failure) => failure switch
    {
        ProblemException problem when problem.TraceId is { } trace => $"{problem.Detail} ({problem.Code}, trace {trace})",
        ProblemException problem => $"{problem.Detail} ({problem.Code})",
        InterruptedExportException => $"The export is lost: {failure.Message} Run the same command again.",
        InputException or BackupException or IOException or UnauthorizedAccessException or ServerUnreachableException => failure.Message,
        _ => $"This is a defect of the loader; please report it with the command and these lines.\n{failure}",
    };
}
