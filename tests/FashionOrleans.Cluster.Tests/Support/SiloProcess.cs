using System.Diagnostics;
using System.Text.RegularExpressions;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>A silo in a process of its own, which can be killed, frozen, stopped and started again.</summary>
/// <param name="name">Its name, under which PostgreSQL knows its connections.</param>
/// <param name="arguments">How to reach the others.</param>
/// <param name="siloPort">Its port among silos.</param>
/// <param name="gatewayPort">Its port for clients.</param>
/// <param name="clock">Its clock, when that is not the machine's.</param>
sealed partial class SiloProcess(string name, string[] arguments, int siloPort, int gatewayPort, FalseClock? clock) : IAsyncDisposable
{
    static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    // The timeout of the probes in deploy/.
    static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(5);

    readonly List<string> _output = [];
    Process? _process;

    public string Name { get; } = name;

    /// <summary>Its clock, when that is not the machine's.</summary>
    public FalseClock? Clock { get; } = clock;

    /// <summary>What it has printed, over all its lives.</summary>
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

    public bool HasEnded => _process is not { HasExited: false };

    /// <summary>Tells one life from the next.</summary>
    public int ProcessId => _process!.Id;

    /// <summary>Whether a silo that calls itself so in the API is this one.</summary>
    public bool IsAt(string address) => address.Contains(FormattableString.Invariant($":{siloPort}:"), StringComparison.Ordinal);

    public void Start()
    {
        var process = ServerProcess.Launch(
            [.. arguments, "--silo-port", $"{siloPort}", "--gateway-port", $"{gatewayPort}"], "FashionOrleans.Silo", Clock?.Environment ?? []);
        process.OutputDataReceived += Receive;
        process.ErrorDataReceived += Receive;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
    }

    /// <summary>SIGKILL: gone at once, as with a lost machine.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>SIGTERM: told to stop; returns the exit code when it has.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        await _process!.WaitForExitAsync().WaitAsync(StopLimit);
        return _process.ExitCode;
    }

    /// <summary>SIGSTOP: there, and silent.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT: as if nothing had been, in its own eyes.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>Whether it calls itself alive, as a supervisor asks.</summary>
    public async Task<bool> IsLiveAsync()
    {
        var address = HealthAddress().Matches(Output).LastOrDefault()?.Groups[1].Value;
        Assert.True(address is not null, $"{Name} has not said where its health is. It said: {Output}");
        using var client = new HttpClient { Timeout = ProbeLimit };
        try
        {
            return (await client.GetAsync($"{address}/health/live")).IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>What the system knows of its threads: names, states, and what in the kernel they wait for.</summary>
    public string DescribeThreads()
    {
        var threads = Directory.GetDirectories($"/proc/{_process!.Id}/task").Select(task =>
        {
            var state = File.ReadLines(Path.Combine(task, "status")).First(line => line.StartsWith("State:", StringComparison.Ordinal));
            return $"{File.ReadAllText(Path.Combine(task, "comm")).Trim()} {state[7..].Trim()} {File.ReadAllText(Path.Combine(task, "wchan"))}";
        });
        return string.Join(Environment.NewLine, threads.GroupBy(thread => thread).Select(same => $"{same.Count()} x {same.Key}"));
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Clock?.Dispose();
    }

    async Task SignalAsync(string signal) =>
        Assert.True(await NativeProcess.SucceedsAsync("kill", $"-{signal}", $"{_process!.Id}"), $"{Name} could not be sent SIG{signal}.");

    [GeneratedRegex(@"Health and metrics are on (http://\S+)")]
    private static partial Regex HealthAddress();

    void Receive(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            lock (_output)
            {
                _output.Add(text);
            }
        }
    }
}
