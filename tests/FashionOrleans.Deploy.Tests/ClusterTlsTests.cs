using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using FashionOrleans.Deploy.Tests.Support;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Deploy.Tests;

/// <summary>TLS on the ports of a cluster: whoever has no certificate of its authority learns and does nothing there.</summary>
public sealed class ClusterTlsTests : IDisposable
{
    // One that is turned away hears of it at once.
    static readonly TimeSpan Listening = TimeSpan.FromSeconds(3);

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-cluster-tls-");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Silo_and_web_speak_TLS_and_strangers_are_turned_away()
    {
        using var authority = new Authority(_folder.CreateSubdirectory("ours").FullName);
        using var stranger = new Authority(_folder.CreateSubdirectory("theirs").FullName);
        var (siloPort, gatewayPort) = FreePort.Two();
        await using var silo = await RunningProgram.StartSiloAsync([
            "--data", _folder.FullName, "--silo-port", $"{siloPort}", "--gateway-port", $"{gatewayPort}",
            .. authority.Issue("silo").Select(setting => $"--{setting}")]);
        await silo.UntilReadyAsync();
        await using var web = new ServerProcess(
            _folder.FullName,
            ["--set", $"FashionOrleans:Gateway=127.0.0.1:{gatewayPort}", .. authority.Issue("web").SelectMany(setting => new[] { "--set", setting })]);
        await web.InitializeAsync();

        using var created = await web.Http.PutAsJsonAsync("/api/v1/catalogs/shop", new { shards = 2 }, Stop);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        foreach (var port in (int[])[siloPort, gatewayPort])
        {
            Assert.True(await IsLetInAsync(port, authority.Certificate("client")));
            Assert.False(await IsLetInAsync(port, stranger.Certificate("client")));
            Assert.False(await IsLetInAsync(port, null));
        }
    }

    [Theory]
    [InlineData("Authority")]
    [InlineData("Key")]
    public async Task A_certificate_without_its_authority_or_key_ends_the_start_with_a_sentence(string missing)
    {
        using var authority = new Authority(_folder.FullName);

        var (exitCode, errors) = await RunningProgram.RunSiloAsync([
            .. authority.Issue("silo").Where(setting => !setting.Contains($":{missing}=", StringComparison.Ordinal)).Select(setting => $"--{setting}")]);

        Assert.Equal(1, exitCode);
        Assert.Contains("set in all three of Certificate, Key and Authority, or in none", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_another_authority_ends_the_start_with_a_sentence()
    {
        using var authority = new Authority(_folder.CreateSubdirectory("ours").FullName);
        using var stranger = new Authority(_folder.CreateSubdirectory("theirs").FullName);

        var (exitCode, errors) = await RunningProgram.RunSiloAsync([
            .. authority.Issue("silo").Where(setting => !setting.Contains(":Authority=", StringComparison.Ordinal)).Select(setting => $"--{setting}"),
            .. stranger.Issue("silo").Where(setting => setting.Contains(":Authority=", StringComparison.Ordinal)).Select(setting => $"--{setting}")]);

        Assert.Equal(1, exitCode);
        Assert.Contains("a Certificate that is valid today and comes from the Authority", errors, StringComparison.Ordinal);
    }

    /// <summary>Whether a port goes on speaking after the handshake: with TLS 1.3 a client hears of a refused certificate only when it reads.</summary>
    static async Task<bool> IsLetInAsync(int port, X509Certificate2? certificate)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port, Stop);
        await using var tls = new SslStream(socket.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "fashionorleans",
                    ClientCertificates = certificate is null ? null : [certificate],
                    ApplicationProtocols = [new SslApplicationProtocol("Orleans1")],
                    RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
                },
                Stop).WaitAsync(Listening, Stop);
            return await tls.ReadAsync(new byte[1], Stop).AsTask().WaitAsync(Listening, Stop) > 0;
        }
        catch (TimeoutException)
        {
            // The silo waits for what a silo or client would say next.
            return true;
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            return false;
        }
    }
}
