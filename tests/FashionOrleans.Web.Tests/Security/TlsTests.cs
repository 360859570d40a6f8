using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FashionOrleans.TestSupport;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests.Security;

/// <summary>TLS by the configuration alone, with a certificate that the test makes for itself.</summary>
public sealed class TlsTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_of_the_configuration_serves_https(bool byEndpoint)
    {
        var folder = Directory.CreateTempSubdirectory("fashion-tls-").FullName;
        using var certificate = await WriteCertificateAsync(folder);
        await using (var server = new TlsServer(folder, certificate, [
            .. byEndpoint
                ? (string[])["--set", "Kestrel:Endpoints:Shop:Url=https://127.0.0.1:0"]
                : ["--set", "FashionOrleans:Urls=https://127.0.0.1:0"],
            "--set", $"Kestrel:Certificates:Default:Path={folder}/web.crt",
            "--set", $"Kestrel:Certificates:Default:KeyPath={folder}/web.key"]))
        {
            await server.InitializeAsync();
            using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { Host = "shop.example" } };

            using var reply = await server.Http.SendAsync(request, Stop);

            Assert.Equal("https", server.Http.BaseAddress!.Scheme);
            Assert.Equal("ok", (string?)(await reply.JsonAsync(HttpStatusCode.OK))["status"]);
            Assert.Equal("max-age=31536000", Assert.Single(reply.Headers.GetValues("Strict-Transport-Security")));
        }

        Directory.Delete(folder, recursive: true);
    }

    static async Task<X509Certificate2> WriteCertificateAsync(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
        await File.WriteAllTextAsync(Path.Combine(folder, "web.crt"), certificate.ExportCertificatePem(), Stop);
        await File.WriteAllTextAsync(Path.Combine(folder, "web.key"), key.ExportPkcs8PrivateKeyPem(), Stop);
        return certificate;
    }

    /// <summary>A server whose certificate its client knows, and no other.</summary>
    sealed class TlsServer(string folder, X509Certificate2 certificate, params string[] arguments) : ServerProcess(folder, arguments)
    {
        protected override HttpClient Connect(Uri address) => new(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString(),
            },
        })
        {
            BaseAddress = address,
        };
    }
}
