namespace FashionOrleans.Silo;

/// <summary>How silos and clients find each other: section <c>FashionOrleans:Cluster</c>.</summary>
public sealed class ClusterSettings
{
    /// <summary>One silo on this machine, which its clients know by its gateway.</summary>
    public const string Localhost = "localhost";

    /// <summary>Silos enter themselves into the PostgreSQL database of the items.</summary>
    public const string Postgres = "postgres";

    /// <summary>Silos enter themselves into Redis.</summary>
    public const string Redis = "redis";

    /// <summary>The name that silos and clients of one cluster share.</summary>
    /// <value>Default: <c>fashion</c>.</value>
    public string ClusterId { get; set; } = "fashion";

    /// <summary>Where the list of silos is kept: <see cref="Localhost"/>, <see cref="Postgres"/> or <see cref="Redis"/>.</summary>
    /// <value>Default: <see cref="Localhost"/>.</value>
    public string Membership { get; set; } = Localhost;

    /// <summary>The Redis of the membership, as <c>host:6379,password=…</c>.</summary>
    /// <value>Default: none.</value>
    public string? RedisConnection { get; set; }

    /// <summary>The one address of the machine that is not its loopback.</summary>
    public const string Auto = "auto";

    /// <summary>
    /// The IP address at which others reach this silo, and on which it listens, or <see cref="Auto"/>. Without <see cref="Tls"/>
    /// silos trust whoever reaches it: keep it on a private network.
    /// </summary>
    /// <value>Default: <c>127.0.0.1</c>.</value>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The port on which the silo speaks to silos; 0 takes any free one.</summary>
    /// <value>Default: 11111. Inside the web process: 0.</value>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port on which the silo speaks to clients; 0 takes any free one.</summary>
    /// <value>Default: 30000. Inside the web process: 0.</value>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>TLS on those ports.</summary>
    /// <value>Default: none.</value>
    public ClusterTlsSettings Tls { get; set; } = new();

    /// <summary>How long a silo waits for the answer to a probe of another one.</summary>
    /// <value>Default: 1 second. Allowed: 100 milliseconds to 1 minute.</value>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// So many probes in a row must fail before a silo is suspected. With the timeout it decides how soon a dead silo is replaced, and how
    /// long a pause a healthy one is forgiven.
    /// </summary>
    /// <value>Default: 3. Allowed: 1 to 20.</value>
    public int MissedProbes { get; set; } = 3;

    /// <summary>How often silos read the membership anew, besides being told.</summary>
    /// <value>Default: 5 seconds. Allowed: 1 second to 10 minutes.</value>
    public TimeSpan MembershipRefresh { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a client reads the list of gateways anew.</summary>
    /// <value>Default: 3 seconds. Allowed: 1 second to 10 minutes.</value>
    public TimeSpan GatewayRefresh { get; set; } = TimeSpan.FromSeconds(3);
}
