using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace FashionOrleans.Grains.Operations;

/// <summary>The silos of the cluster, by the membership table, or by what this silo knows while the table cannot be read.</summary>
public sealed class ClusterMembers(IMembershipTable table, ISiloStatusOracle silos, ISiloMetadataCache metadata, TimeProvider time)
{
    // Until then an operator may want to know that a silo is gone; after that it is no news.
    static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);

    /// <summary>Those that are there and those that left in the last minutes, without reports, ordered by address.</summary>
    public async Task<ImmutableArray<SiloStanding>> ReadAsync(CancellationToken stop)
    {
        var rows = (await table.ReadAllAsync(stop)).Members.Select(member => member.Item1).ToArray();
        var successors = rows.Where(row => row.Status != SiloStatus.Dead).ToLookup(row => row.SiloAddress.Endpoint);
        return
        [
            .. rows
                .Where(row => row.Status != SiloStatus.Dead || (IsNews(row) && !successors[row.SiloAddress.Endpoint].Any()))
                .Select(row => new SiloStanding(row.SiloAddress, row.SiloName, row.Status, RolesOf(row.SiloAddress), Utc(row.StartTime), Utc(row.IAmAliveTime), null))
                .OrderBy(silo => silo.Silo.ToParsableString(), StringComparer.Ordinal),
        ];
    }

    /// <summary>Those that this silo believes to be there.</summary>
    public ImmutableArray<SiloStanding> Known() =>
    [
        .. silos.GetApproximateSiloStatuses(onlyActive: false)
            .Where(silo => silo.Value != SiloStatus.Dead)
            .Select(silo => new SiloStanding(silo.Key, "", silo.Value, RolesOf(silo.Key), null, null, null))
            .OrderBy(silo => silo.Silo.ToParsableString(), StringComparer.Ordinal),
    ];

    bool IsNews(MembershipEntry row) => time.GetUtcNow() - Utc(row.IAmAliveTime) < Remembered;

    ImmutableArray<string> RolesOf(SiloAddress silo) =>
        metadata.GetSiloMetadata(silo).Metadata.TryGetValue(RequireRoleFilterDirector.MetadataKey, out var roles) ? [.. roles.Split(',')] : [];

    static DateTimeOffset Utc(DateTime moment) => new(DateTime.SpecifyKind(moment, DateTimeKind.Utc));
}
