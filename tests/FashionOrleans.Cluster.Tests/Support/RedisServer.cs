using System.Diagnostics;
using System.Net.Sockets;

namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>Redis on loopback, with nothing on disk.</summary>
sealed class RedisServer : IAsyncDisposable
{
    public const string Missing = "Redis is not installed (Debian: apt-get install redis-server).";
    const string Program = "/usr/bin/redis-server";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly Process _process;

    RedisServer(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>Starts one; null where Redis is not installed.</summary>
    public static async Task<RedisServer?> StartAsync(int port)
    {
        if (!File.Exists(Program))
        {
            return null;
        }

        var start = new ProcessStartInfo(Program, ["--bind", "127.0.0.1", "--port", $"{port}", "--save", "", "--appendonly", "no"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        var server = new RedisServer(Process.Start(start)!, port);
        server._process.BeginOutputReadLine();
        var begun = Stopwatch.GetTimestamp();
        while (!await AcceptsAsync(port))
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < Patience, "Redis did not start.");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    static async Task<bool> AcceptsAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
