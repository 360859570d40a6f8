using System.Diagnostics;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>A silo in a process of its own, which can be killed, frozen and started again.</summary>
sealed class SiloProcess(string postgres, int siloPort, int gatewayPort) : IAsyncDisposable
{
    readonly List<string> _output = [];
    Process? _process;

    /// <summary>Its port among silos.</summary>
    public int Port { get; } = siloPort;

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

    public void Start()
    {
        var process = ServerProcess.Launch(
            [
                "--postgres", postgres, "--membership", "postgres", "--silo-port", $"{Port}", "--gateway-port", $"{gatewayPort}",
            ],
            "FashionOrleans.Silo");
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

    /// <summary>SIGSTOP: there, and silent.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT: as if nothing had been, in its own eyes.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    public async ValueTask DisposeAsync() => await KillAsync();

    async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process!.Id}"]);
        await kill.WaitForExitAsync();
    }

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
