using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>The cluster at one moment.</summary>
/// <param name="At">When the silos were asked.</param>
/// <param name="Silos">Those that the membership has, and those that left in the last minutes; ordered by address.</param>
/// <param name="Map">Where shards are and shall be, as the silo that asked has heard.</param>
/// <param name="Catalogs">All catalogues; empty while they cannot be read.</param>
/// <param name="Models">The model packs; empty while no silo with the role <see cref="SiloRoles.Embedding"/> answers.</param>
/// <param name="Migrations">The last migration of each catalogue that had one.</param>
/// <param name="Queries">How long queries took.</param>
/// <param name="Writes">How long calls that store or delete items took.</param>
/// <param name="Unread">What could not be found out, and why: a sentence each.</param>
[GenerateSerializer, Immutable]
public sealed record ClusterStatus(
    DateTimeOffset At,
    ImmutableArray<SiloStanding> Silos,
    ShardMap Map,
    ImmutableArray<Catalog> Catalogs,
    ImmutableArray<ModelDescription> Models,
    ImmutableArray<MigrationReport> Migrations,
    LatencySummary Queries,
    LatencySummary Writes,
    ImmutableArray<string> Unread);
