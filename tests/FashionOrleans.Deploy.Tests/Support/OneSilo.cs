using System.Text.Json.Nodes;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>A silo and a web over a database, as processes of their own.</summary>
sealed class OneSilo : IAsyncDisposable
{
    readonly RunningProgram _silo;
    readonly ServerProcess _web;

    OneSilo(RunningProgram silo, ServerProcess web) => (_silo, _web) = (silo, web);

    /// <summary>A client of the web.</summary>
    public HttpClient Http => _web.Http;

    /// <summary>What both have said.</summary>
    public string Output => $"{_silo.Output}{Environment.NewLine}{_web.Output}";

    /// <summary>Starts both on a database, and waits until they are ready.</summary>
    /// <param name="folder">Where the web may write.</param>
    /// <param name="connection">Of the database.</param>
    /// <param name="settings">Further settings of the silo.</param>
    public static async Task<OneSilo> StartAsync(string folder, string connection, params string[] settings)
    {
        var silo = await RunningProgram.StartSiloAsync(
            ["--membership", "postgres", "--silo-port", "0", "--gateway-port", "0", "--postgres", connection, .. settings]);
        var web = new ServerProcess(
            folder, "--set", $"FashionOrleans:Postgres={connection}", "--set", "FashionOrleans:Cluster:Membership=postgres");
        var both = new OneSilo(silo, web);
        try
        {
            await web.InitializeAsync();
            await silo.UntilReadyAsync();
            return both;
        }
        catch
        {
            await both.DisposeAsync();
            throw;
        }
    }

    /// <summary>The silos that it believes to be in its cluster.</summary>
    public async Task<int> CountSilosAsync()
    {
        var overview = JsonNode.Parse(await Http.GetStringAsync("/api/v1/admin/overview", TestContext.Current.CancellationToken))!;
        return overview["silos"]!.AsArray().Count;
    }

    /// <summary>Ends both as an operator does; the silo must end well.</summary>
    public async Task StopAsync()
    {
        await _web.StopAsync();
        await _silo.SignalAsync("TERM");
        Assert.Equal(0, await _silo.EndAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        await _silo.DisposeAsync();
    }
}
