using System.Diagnostics;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>A silo in a process of its own, which can be killed, frozen, stopped and started again.</summary>
/// <param name="name">Its name, under which PostgreSQL knows its connections.</param>
/// <param name="arguments">How to reach the others.</param>
/// <param name="siloPort">Its port among silos.</param>
/// <param name="gatewayPort">Its port for clients.</param>
/// <param name="clock">Its clock, when that is not the machine's.</param>
sealed class SiloProcess(string name, string[] arguments, int siloPort, int gatewayPort, FalseClock? clock) : IAsyncDisposable
{
    static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

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

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Clock?.Dispose();
    }

    async Task SignalAsync(string signal) =>
        Assert.True(await NativeProcess.SucceedsAsync("kill", $"-{signal}", $"{_process!.Id}"), $"{Name} could not be sent SIG{signal}.");

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
