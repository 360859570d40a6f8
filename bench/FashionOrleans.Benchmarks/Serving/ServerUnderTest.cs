using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace FashionOrleans.Benchmarks.Serving;

/// <summary>The web process, built in Release, on a folder of its own.</summary>
sealed partial class ServerUnderTest : IAsyncDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    readonly Process _process;

    ServerUnderTest(Process process, string address)
    {
        _process = process;
        Address = address;
        Http = new HttpClient { BaseAddress = new Uri(address) };
    }

    public string Address { get; }

    public HttpClient Http { get; }

    /// <summary>Starts the server and waits until it says that it is ready; returns it with the time that took.</summary>
    public static async Task<(ServerUnderTest Server, TimeSpan ToReady)> StartAsync(string data, params IEnumerable<string> arguments)
    {
        var begun = Stopwatch.GetTimestamp();
        var process = Run("FashionOrleans.Web", redirect: true, ["serve", "--data", data, "--urls", "http://127.0.0.1:0", .. arguments]);
        string? address = null;
        while (address is null)
        {
            var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server ended before it was up.");
            address = AddressPattern().Match(line) is { Success: true } match ? match.Value : null;
        }

        _ = process.StandardOutput.ReadToEndAsync();
        var server = new ServerUnderTest(process, address);
        while (true)
        {
            using var reply = await server.Http.GetAsync("/health/ready");
            if (reply.StatusCode == HttpStatusCode.OK)
            {
                return (server, Stopwatch.GetElapsedTime(begun));
            }

            if (Stopwatch.GetElapsedTime(begun) > StartLimit)
            {
                throw new TimeoutException($"The server was not ready within {StartLimit}: {await reply.Content.ReadAsStringAsync()}");
            }
        }
    }

    /// <summary>Runs a program of this solution, as it was built.</summary>
    public static Process Run(string project, bool redirect, params IEnumerable<string> arguments) => Run(project, project, redirect, arguments);

    /// <summary>Runs a program that has another name than its project.</summary>
    public static Process Run(string project, string program, bool redirect, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = redirect, WorkingDirectory = Clone.PathOf() };
        start.ArgumentList.Add(Clone.ProgramOf(project, $"{program}.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>The memory that the process holds, in MB.</summary>
    public double ResidentMegabytes()
    {
        _process.Refresh();
        return _process.WorkingSet64 / 1e6;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        using (var terminate = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await terminate.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex AddressPattern();
}
