using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Placement;

namespace FashionOrleans.Grains.Operations;

/// <summary>The silos of the cluster, by the membership table, or by what this silo knows while the table cannot be read.</summary>
public sealed class ClusterMembers(IMembershipTable table, ISiloStatusOracle silos, RoleDirectory roles, TimeProvider time)
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
                .Select(row => new SiloStanding(row.SiloAddress, row.SiloName, row.Status, roles.RolesOf(row.SiloAddress), Utc(row.StartTime), Utc(row.IAmAliveTime), null))
                .OrderBy(silo => silo.Silo.ToParsableString(), StringComparer.Ordinal),
        ];
    }

    /// <summary>Those that this silo believes to be there.</summary>
    public ImmutableArray<SiloStanding> Known() =>
    [
        .. silos.GetApproximateSiloStatuses(onlyActive: false)
            .Where(silo => silo.Value != SiloStatus.Dead)
            .Select(silo => new SiloStanding(silo.Key, "", silo.Value, roles.RolesOf(silo.Key), null, null, null))
            .OrderBy(silo => silo.Silo.ToParsableString(), StringComparer.Ordinal),
    ];

    bool IsNews(MembershipEntry row) => time.GetUtcNow() - Utc(row.IAmAliveTime) < Remembered;

    static DateTimeOffset Utc(DateTime moment) => new(DateTime.SpecifyKind(moment, DateTimeKind.Utc));
}
