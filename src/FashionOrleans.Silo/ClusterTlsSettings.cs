namespace FashionOrleans.Silo;

/// <summary>
/// TLS between silos, and between the web and silos: section <c>FashionOrleans:Cluster:Tls</c>. All three files are set, the same way in every process of
/// the cluster, or none.
/// </summary>
public sealed class ClusterTlsSettings
{
    /// <summary>This process's certificate, issued by <see cref="Authority"/> itself: a PEM file.</summary>
    public string? Certificate { get; set; }

    /// <summary>The private key of <see cref="Certificate"/>, a PEM file.</summary>
    public string? Key { get; set; }

    /// <summary>The authority of the cluster, a PEM file. Whoever has a certificate from it is let in, so it signs for nothing else.</summary>
    public string? Authority { get; set; }

    /// <summary>Whether any of the three is set.</summary>
    public bool IsSet => Certificate is not null || Key is not null || Authority is not null;
}
