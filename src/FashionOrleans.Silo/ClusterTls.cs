using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

namespace FashionOrleans.Silo;

/// <summary>
/// Both ends of a connection show a certificate from the cluster's own authority, and ask for nothing else: silos are known by addresses that come and
/// go, so a name in a certificate would say little, while the authority says that it is one of ours.
/// </summary>
public sealed class ClusterTls
{
    // Orleans wants some name to ask for; nobody checks it.
    const string AnyName = "fashionorleans";

    readonly X509Certificate2 _own;
    readonly X509Certificate2Collection _authorities = [];

    ClusterTls(ClusterTlsSettings settings)
    {
        _own = X509Certificate2.CreateFromPemFile(settings.Certificate!, settings.Key);
        _authorities.ImportFromPemFile(settings.Authority!);
    }

    /// <summary>What is wrong with the settings; null when nothing is.</summary>
    public static string? Problem(ClusterTlsSettings settings)
    {
        if (!settings.IsSet)
        {
            return null;
        }

        if (settings is not { Certificate: not null, Key: not null, Authority: not null })
        {
            return "set in all three of Certificate, Key and Authority, or in none";
        }

        try
        {
            var tls = new ClusterTls(settings);
            return tls._authorities.Count == 0 ? "an Authority that holds a certificate in PEM"
                : tls.Accepts(tls._own) ? null
                : "a Certificate that is valid today and comes from the Authority";
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"readable PEM files: {exception.Message}";
        }
    }

    /// <summary>Encrypts a silo's connections.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="settings">Settings without a <see cref="Problem"/>.</param>
    public static ISiloBuilder Use(ISiloBuilder silo, ClusterTlsSettings settings) =>
        settings.IsSet ? silo.UseTls(new ClusterTls(settings).Configure) : silo;

    /// <summary>Encrypts a client's connections.</summary>
    /// <param name="client">The client.</param>
    /// <param name="settings">Settings without a <see cref="Problem"/>.</param>
    public static IClientBuilder Use(IClientBuilder client, ClusterTlsSettings settings) =>
        settings.IsSet ? client.UseTls(new ClusterTls(settings).Configure) : client;

    void Configure(TlsOptions options)
    {
        options.LocalCertificate = _own;
        options.LocalClientCertificateSelector = (_, _, _, _, _) => _own;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (shown, _, _) => Accepts(shown);
        options.OnAuthenticateAsClient = (_, authentication) => authentication.TargetHost = AnyName;
    }

    bool Accepts(X509Certificate2? shown)
    {
        if (shown is null)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        // The authority is the cluster's own and publishes no lists: a lost key is answered by a new authority.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(shown);
    }
}
