using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>An authority of certificates that the test makes for itself, with files in a folder.</summary>
sealed class Authority : IDisposable
{
    readonly string _folder;
    readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly X509Certificate2 _certificate;

    public Authority(string folder)
    {
        _folder = folder;
        var request = new CertificateRequest("CN=cluster", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-2), DateTimeOffset.UtcNow.AddHours(2));
        File.WriteAllText(PathOf("authority.crt"), _certificate.ExportCertificatePem());
    }

    /// <summary>Settings of a process with a certificate of its own, as <c>key=value</c>.</summary>
    public string[] Issue(string name)
    {
        using var certificate = Certificate(name);
        using var key = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(PathOf($"{name}.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(PathOf($"{name}.key"), key.ExportPkcs8PrivateKeyPem());
        return
        [
            $"FashionOrleans:Cluster:Tls:Certificate={PathOf($"{name}.crt")}",
            $"FashionOrleans:Cluster:Tls:Key={PathOf($"{name}.key")}",
            $"FashionOrleans:Cluster:Tls:Authority={PathOf("authority.crt")}",
        ];
    }

    /// <summary>A new certificate with its key.</summary>
    public X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var signed = request.Create(_certificate, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    public void Dispose()
    {
        _key.Dispose();
        _certificate.Dispose();
    }

    string PathOf(string file) => Path.Combine(_folder, file);
}
