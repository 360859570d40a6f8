namespace FashionOrleans.Silo;

/// <summary>How silos and clients find each other: section <c>FashionOrleans:Cluster</c>.</summary>
public sealed class ClusterSettings
{
    /// <summary>The name that silos and clients of one cluster share.</summary>
    /// <value>Default: <c>fashion</c>.</value>
    public string ClusterId { get; set; } = "fashion";

    /// <summary>The loopback port on which the silo speaks to silos; 0 takes any free one.</summary>
    /// <value>Default: 11111. Inside the web process: 0.</value>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The loopback port on which the silo speaks to clients; 0 takes any free one.</summary>
    /// <value>Default: 30000. Inside the web process: 0.</value>
    public int GatewayPort { get; set; } = 30000;
}
