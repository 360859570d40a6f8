using System.Diagnostics;
using System.Text.RegularExpressions;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>A silo or a web in a process of its own, and what it tells its operator.</summary>
sealed partial class RunningProgram : IAsyncDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    readonly List<string> _output = [];
    readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Process _process;

    RunningProgram(Process process) => _process = process;

    /// <summary>A client of its health.</summary>
    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(10) };

    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join(Environment.NewLine, _output);
            }
        }
    }

    /// <summary>Takes a process that was just started, and waits until it says where it is asked.</summary>
    public static async Task<RunningProgram> StartAsync(Process process)
    {
        var program = new RunningProgram(process);
        process.OutputDataReceived += program.Receive;
        process.ErrorDataReceived += program.Receive;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            program.Http.BaseAddress = new Uri(await program._address.Task.WaitAsync(StartLimit));
            return program;
        }
        catch (TimeoutException)
        {
            await program.DisposeAsync();
            throw new TimeoutException($"The program does not tell how it is within {StartLimit}. It said:{Environment.NewLine}{program.Output}");
        }
    }

    /// <summary>Starts the silo that was built beside these tests.</summary>
    public static Task<RunningProgram> StartSiloAsync(params string[] arguments) => StartAsync(ServerProcess.Launch(arguments, "FashionOrleans.Silo"));

    /// <summary>Runs the silo's program to its end: what it answers to wrong arguments, and its other commands.</summary>
    public static async Task<(int ExitCode, string Errors)> RunSiloAsync(params string[] arguments)
    {
        var stop = TestContext.Current.CancellationToken;
        using var process = ServerProcess.Launch(arguments, "FashionOrleans.Silo");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(stop);
            var errors = await process.StandardError.ReadToEndAsync(stop).WaitAsync(TimeSpan.FromMinutes(1), stop);
            await output;
            await process.WaitForExitAsync(stop);
            return (process.ExitCode, errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <summary>Asks until a condition holds.</summary>
    public async Task<HealthAnswer> UntilAsync(Func<HealthAnswer, bool> condition, string what)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await HealthAnswer.AskAsync(Http, "/health/ready");
            if (condition(answer))
            {
                return answer;
            }

            Assert.False(_process.HasExited, $"The program ended while it should be {what}:{Environment.NewLine}{Output}");
            Assert.True(Stopwatch.GetElapsedTime(begun) < StartLimit, $"The program is not {what}: {answer.Body}{Environment.NewLine}{Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }

    public Task<HealthAnswer> UntilReadyAsync() => UntilAsync(answer => answer.IsReady, "ready");

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end of the process.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(StartLimit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Http.Dispose();
    }

    void Receive(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not { } text)
        {
            return;
        }

        lock (_output)
        {
            _output.Add(text);
        }

        if (Address().Match(text) is { Success: true } match)
        {
            _address.TrySetResult(match.Value.Replace("[::]", "127.0.0.1", StringComparison.Ordinal));
        }
    }

    [GeneratedRegex(@"(?<=Health and metrics are on |serves on )http://[^\s""]+")]
    private static partial Regex Address();
}
