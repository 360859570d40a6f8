using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace FashionOrleans.TestSupport;

/// <summary>The real web program in a process of its own.</summary>
/// <param name="folder">The folder of its data.</param>
/// <param name="arguments">Further arguments.</param>
public partial class ServerProcess(string folder, params string[] arguments) : IAsyncDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    readonly List<string> _output = [];
    Process? _process;

    /// <summary>The folder of its data.</summary>
    public string Folder { get; } = folder;

    /// <summary>A client of it.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>Its process.</summary>
    public int ProcessId => _process!.Id;

    /// <summary>What it has printed.</summary>
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

    /// <summary>Starts it and waits until it listens.</summary>
    public async ValueTask InitializeAsync()
    {
        var addresses = Channel.CreateUnbounded<string>();
        _process = Launch(["serve", "--data", Folder, "--urls", "http://127.0.0.1:0", .. arguments]);
        _process.OutputDataReceived += (_, line) => Receive(line.Data, addresses.Writer);
        _process.ErrorDataReceived += (_, line) => Receive(line.Data, addresses.Writer);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(StartLimit);
        try
        {
            Http = Connect(new Uri(await addresses.Reader.ReadAsync(limit.Token)));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The server printed no address within {StartLimit}. It said:{Environment.NewLine}{Output}");
        }
    }

    /// <summary>Ends the process as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends the process as an operator would (SIGTERM), and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{ProcessId}"]);
        await kill.WaitForExitAsync();
        await _process!.WaitForExitAsync().WaitAsync(StopLimit);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            if (!process.HasExited)
            {
                await KillAsync();
            }

            process.Dispose();
        }

        Http?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A client of the address that it has printed.</summary>
    protected virtual HttpClient Connect(Uri address) => new() { BaseAddress = address };

    /// <summary>Runs the program with arguments that make it end by itself; returns its exit code and what it said about errors.</summary>
    public static async Task<(int ExitCode, string Errors)> RunToEndAsync(params IEnumerable<string> arguments)
    {
        using var process = Launch(arguments);
        using var limit = new CancellationTokenSource(StartLimit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = await process.StandardError.ReadToEndAsync(limit.Token);
            await output;
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"The program did not end by itself within {StartLimit}.");
        }
    }

    /// <summary>Starts a program that was built beside these tests, its output redirected.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="program">Its name.</param>
    /// <param name="environment">Variables that it has besides those of the tests.</param>
    public static Process Launch(
        IEnumerable<string> arguments, string program = "FashionOrleans.Web", params IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Silos beside each other must not want the same port.
        start.Environment.TryAdd("FashionOrleans__HealthUrls", "http://127.0.0.1:0");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{program}.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    void Receive(string? line, ChannelWriter<string> addresses)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.Add(line);
        }

        if (Address().Match(line) is { Success: true } match)
        {
            addresses.TryWrite(match.Value);
        }
    }

    [GeneratedRegex(@"(?<=serves on )https?://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
