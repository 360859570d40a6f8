using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace FashionOrleans.TestSupport;

/// <summary>
/// A PostgreSQL server of the tests' own, from the machine's packages: its data in a temporary folder, on a loopback port, gone with the tests.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The sentence of a skipped test.</summary>
    public const string Missing = "PostgreSQL is not installed here (apt-get install postgresql).";

    const string User = "fashion";

    // PostgreSQL refuses to run as root; the package makes this user.
    const string PackageUser = "postgres";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly DirectoryInfo _folder;
    readonly string _programs;
    readonly int _port;
    readonly bool _durable;

    // On a disk of its own, which a test fills, its log must stay small.
    readonly bool _isSmall;
    Process _server;

    PostgresServer(DirectoryInfo folder, string programs, int port, bool durable, bool isSmall, Process server) =>
        (_folder, _programs, _port, _durable, _isSmall, _server) = (folder, programs, port, durable, isSmall, server);

    /// <summary>Starts a server.</summary>
    /// <param name="durable">Whether a commit waits for the disk, as in production; without, tests are quicker.</param>
    /// <param name="home">The folder in which it makes its own; that for temporary files when null.</param>
    /// <returns>The server, or null where PostgreSQL is not installed.</returns>
    public static async Task<PostgresServer?> StartAsync(bool durable = false, DirectoryInfo? home = null)
    {
        if (FindPrograms() is not { } programs)
        {
            return null;
        }

        var folder = home?.CreateSubdirectory("postgres") ?? Directory.CreateTempSubdirectory("fashion-postgres-");
        var port = FreePort();
        if (IsRoot)
        {
            await RunAsync("chown", [PackageUser, folder.FullName]);
            if (home is not null)
            {
                await RunAsync("chmod", ["go+x", home.FullName]);
            }
        }

        await RunAsync(
            Path.Combine(programs, "initdb"),
            ["-D", Data(folder), "-U", User, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"],
            asPackageUser: true);
        var server = new PostgresServer(folder, programs, port, durable, home is not null, Launch(folder, programs, port, durable, home is not null));
        await server.WaitUntilReadyAsync();
        return server;
    }

    /// <summary>The folder of PostgreSQL's programs, of the server's version.</summary>
    public string Programs => _programs;

    /// <summary>The connection string of a database, which need not exist.</summary>
    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port};Database={database};Username={User};Include Error Detail=true";

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
#pragma warning disable CA2100 // The tests' own name.
        await using var create = source.CreateCommand($"CREATE DATABASE \"{name}\"");
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Stops the server at once, as a crash does, without a checkpoint.</summary>
    public Task CrashAsync() => StopAsync("QUIT");

    /// <summary>Stops the server as an operator does who is in a hurry: connections are cut, what is committed is written down.</summary>
    public Task StopAsync() => StopAsync("INT");

    /// <summary>Whether it has ended by itself.</summary>
    public bool HasEnded => _server.HasExited;

    /// <summary>Starts the server again on the same data and port.</summary>
    public async Task RestartAsync()
    {
        _server.Dispose();
        _server = Launch(_folder, _programs, _port, _durable, _isSmall);
        await WaitUntilReadyAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync("INT");
        _server.Dispose();
        NpgsqlConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    static bool IsRoot => Environment.UserName == "root";

    static string Data(DirectoryInfo folder) => Path.Combine(folder.FullName, "data");

    static string? FindPrograms() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql")
                .OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0)
                .Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    static Process Launch(DirectoryInfo folder, string programs, int port, bool durable, bool isSmall) => Process.Start(Command(
        Path.Combine(programs, "postgres"),
        [
            "-D", Data(folder), "-h", "127.0.0.1", "-p", $"{port}", "-k", folder.FullName, "-c", $"fsync={(durable ? "on" : "off")}",
            "-c", "max_connections=200", "-c", "log_min_messages=fatal", .. isSmall ? ["-c", "max_wal_size=256MB"] : Array.Empty<string>(),
        ],
        asPackageUser: true))!;

    static async Task RunAsync(string program, string[] arguments, bool asPackageUser = false)
    {
        using var process = Process.Start(Command(program, arguments, asPackageUser))!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output}{await process.StandardError.ReadToEndAsync()}");
        }
    }

    static ProcessStartInfo Command(string program, string[] arguments, bool asPackageUser)
    {
        string[] all = asPackageUser && IsRoot
            ? ["setpriv", $"--reuid={PackageUser}", $"--regid={PackageUser}", "--init-groups", program, .. arguments]
            : [program, .. arguments];
        return new ProcessStartInfo(all[0], all[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
    }

    async Task WaitUntilReadyAsync()
    {
        // Nobody reads them otherwise, and a full pipe would stop the server.
        _server.OutputDataReceived += (_, _) => { };
        _server.ErrorDataReceived += (_, _) => { };
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
        var begun = Stopwatch.GetTimestamp();
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        while (true)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync();
                return;
            }
            catch (NpgsqlException) when (!_server.HasExited && Stopwatch.GetElapsedTime(begun) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    async Task StopAsync(string signal)
    {
        if (_server.HasExited)
        {
            return;
        }

        await RunAsync("kill", [$"-{signal}", $"{_server.Id}"]);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _server.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _server.Kill(entireProcessTree: true);
        }
    }
}
