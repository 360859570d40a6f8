using FashionOrleans.Contracts;

namespace FashionOrleans.Silo;

/// <summary>What a silo is: section <c>FashionOrleans</c> of the configuration.</summary>
public sealed class SiloSettings
{
    /// <summary>The section's name.</summary>
    public const string Section = "FashionOrleans";

    /// <summary>Items in a SQLite file, for one silo.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>Items in PostgreSQL, for any number of silos.</summary>
    public const string PostgresStore = "postgres";

    /// <summary>Where items are kept: <see cref="Sqlite"/> or <see cref="PostgresStore"/>.</summary>
    /// <value>Default: <see cref="PostgresStore"/> where <see cref="Postgres"/> is set, else <see cref="Sqlite"/>.</value>
    public string? Store { get; set; }

    /// <summary>The connection string of PostgreSQL, as <c>Host=db;Database=fashion;Username=fashion;Password=…</c>.</summary>
    /// <value>Default: none.</value>
    public string? Postgres { get; set; }

    /// <summary>The folder of the SQLite database.</summary>
    /// <value>Default: <c>./.data</c>.</value>
    public string Data { get; set; } = "./.data";

    /// <summary>Whether a commit waits until the disk has it, so that it survives a power cut.</summary>
    /// <value>Default: true.</value>
    public bool SyncOnCommit { get; set; } = true;

    /// <summary>The folder of the model packs.</summary>
    /// <value>Default: the folder <c>models</c> beside the program, in the working directory, or in a folder above the program.</value>
    public string? Models { get; set; }

    /// <summary>The silo's roles, separated by commas, see <see cref="SiloRoles"/>.</summary>
    /// <value>Default: all of them.</value>
    public string Roles { get; set; } = string.Join(',', SiloRoles.All);

    /// <summary>
    /// Where a silo in a process of its own tells its operator how it is (<c>/health/live</c>, <c>/health/ready</c>, <c>/metrics</c>): addresses
    /// separated by semicolons, port 0 for any free one, or <c>none</c>.
    /// </summary>
    /// <value>Default: <c>http://127.0.0.1:5081</c>, so that nobody else reaches it. Inside the web process: not used.</value>
    public string HealthUrls { get; set; } = "http://127.0.0.1:5081";

    /// <summary>What is recorded of requests.</summary>
    public TelemetrySettings Telemetry { get; set; } = new();

    /// <summary>Whether the silo can be seen in the dashboard that comes with Orleans, at <c>/admin/orleans</c> of every web.</summary>
    /// <value>Default: true; it measures calls only while somebody looks at it.</value>
    public bool OrleansDashboard { get; set; } = true;

    /// <summary>How silos and clients find each other.</summary>
    public ClusterSettings Cluster { get; set; } = new();

    /// <summary>Where items are kept, all things considered.</summary>
    public string EffectiveStore => Store ?? (Postgres is null ? Sqlite : PostgresStore);

    /// <summary>Whether a silo in a process of its own listens on <see cref="HealthUrls"/>.</summary>
    public bool ListensForHealth => HealthUrls is not ("" or "none");

    /// <summary>The roles one by one.</summary>
    public string[] RoleList => Roles.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
