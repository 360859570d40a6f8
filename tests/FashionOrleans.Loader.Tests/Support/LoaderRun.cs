using System.Diagnostics;

namespace FashionOrleans.Loader.Tests.Support;

/// <summary>What a run of the loader printed and returned.</summary>
sealed record LoaderRun(int ExitCode, string Out, string Error)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The number that a summary states for something, 0 when it leaves the line out.</summary>
    public int Count(string what)
    {
        var line = Out.Split('\n').FirstOrDefault(line => line.StartsWith($"  {what} ", StringComparison.Ordinal));
        return line is null ? 0 : int.Parse(line[(what.Length + 2)..].TrimStart().Split(' ')[0], System.Globalization.NumberStyles.AllowThousands);
    }

    /// <summary>Runs the command line in this process.</summary>
    public static Task<LoaderRun> InProcessAsync(CancellationToken interrupt, params IEnumerable<string> arguments) => RunAsync(key: null, arguments, interrupt);

    /// <summary>Runs the command line in this process, with a key in its environment.</summary>
    public static Task<LoaderRun> WithKeyAsync(string key, params IEnumerable<string> arguments) =>
        RunAsync(key, arguments, TestContext.Current.CancellationToken);

    static async Task<LoaderRun> RunAsync(string? key, IEnumerable<string> arguments, CancellationToken interrupt)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var environment = new LoaderEnvironment(output, TextWriter.Synchronized(error), IsTerminal: false, TimeProvider.System, key);
        var code = await LoaderApplication.RunAsync([.. arguments], environment, interrupt).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return new(code, output.ToString(), error.ToString());
    }

    public static Task<LoaderRun> InProcessAsync(params IEnumerable<string> arguments) =>
        InProcessAsync(TestContext.Current.CancellationToken, arguments);

    /// <summary>Runs the built program as a process of its own.</summary>
    public static async Task<LoaderRun> AsProcessAsync(IEnumerable<string> arguments, Func<Process, Task>? meanwhile = null, string? folder = null)
    {
        using var process = StartProcess(arguments, folder);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            if (meanwhile is not null) await meanwhile(process).WaitAsync(Patience, TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
            return new(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    static Process StartProcess(IEnumerable<string> arguments, string? folder)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "fashionorleans.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? AppContext.BaseDirectory,
        })!;
    }
}
