using FashionOrleans.Silo;
using FashionOrleans.Web.Security;

namespace FashionOrleans.Web.Hosting;

/// <summary>The web's part of the section <c>FashionOrleans</c>.</summary>
sealed class WebSettings
{
    /// <summary>The section's name.</summary>
    public const string Section = "FashionOrleans";

    /// <summary>Where to listen, separated by semicolons.</summary>
    /// <value>Default: <c>http://127.0.0.1:5080</c>, so that nobody else reaches it.</value>
    public string Urls { get; set; } = "http://127.0.0.1:5080";

    /// <summary>Whether the silo runs inside this process.</summary>
    /// <value>Default: true while neither <see cref="Gateway"/> nor a membership other than <c>localhost</c> is set.</value>
    public bool? Embedded { get; set; }

    /// <summary>The address of a silo's gateway, as <c>127.0.0.1:30000</c>, when the silo is another process.</summary>
    /// <value>Default: none; the silo then runs inside this process.</value>
    public string? Gateway { get; set; }

    /// <summary>How silos are found where they find each other by PostgreSQL or Redis.</summary>
    public ClusterSettings Cluster { get; set; } = new();

    /// <summary>The connection string of PostgreSQL where silos find each other by it.</summary>
    public string? Postgres { get; set; }

    /// <summary>The largest picture file, in bytes.</summary>
    /// <value>Default: 20 MB. Allowed: 1 KB to 64 MB.</value>
    public long MaxPictureBytes { get; set; } = 20_000_000;

    /// <summary>The largest batch request, in bytes.</summary>
    /// <value>Default: 32 MB. Allowed: 1 KB to 64 MB.</value>
    public long MaxBatchBytes { get; set; } = 32_000_000;

    /// <summary>Bytes of all request bodies that are read or worked on at the same time; further requests are refused before they are read.</summary>
    /// <value>Default: 256 MB. Allowed: the larger of the two above and 1 MB, to 1 TB.</value>
    public long MaxBodyBytes { get; set; } = 256_000_000;

    /// <summary>The keys that the API accepts.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<ApiKeySettings> Keys { get; set; } = [];

    /// <summary>Whether requests need a key: <c>auto</c> (where an address beyond loopback is listened on), <c>always</c> or <c>never</c>.</summary>
    /// <value>Default: <c>auto</c>.</value>
    public string RequireKeys { get; set; } = KeyRequirement.Auto;

    /// <summary>Whether anybody may do without a key what the page does: look, search, and record what a shopper likes.</summary>
    /// <value>Default: false.</value>
    public bool AnonymousRead { get; set; }

    /// <summary>How many requests a second an address may then make.</summary>
    /// <value>Default: 100: a screen of the page is some 30 pictures. Allowed: 1 to 1,000,000.</value>
    public int AnonymousRequestsPerSecond { get; set; } = 100;

    /// <summary>What is recorded of requests.</summary>
    public TelemetrySettings Telemetry { get; set; } = new();

    /// <summary>Whether the dashboard that comes with Orleans is at <c>/admin/orleans</c>; of silos in other processes it shows those that have it switched on too.</summary>
    /// <value>Default: true.</value>
    public bool OrleansDashboard { get; set; } = true;

    /// <summary>Whether the silo runs inside this process, all things considered.</summary>
    public bool RunsSilo => Embedded ?? (Gateway is null && Cluster.Membership == ClusterSettings.Localhost);
}
