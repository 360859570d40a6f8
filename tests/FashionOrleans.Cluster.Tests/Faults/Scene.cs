using FashionOrleans.Cluster.Tests.Support;

namespace FashionOrleans.Cluster.Tests.Faults;

/// <summary>A cluster under load, and who decides where it hurts.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Catalogs">Its catalogues, with how many copies each shard of them should have.</param>
/// <param name="Random">Chooses victims.</param>
sealed record Scene(LocalCluster Cluster, IReadOnlyList<(CatalogClient Catalog, int Replicas)> Catalogs, Random Random)
{
    public SiloProcess AnySilo() => Cluster.Silos[Random.Next(Cluster.Silos.Count)];

    /// <summary>Waits until every shard of every catalogue answers.</summary>
    public async Task UntilCompleteAsync() => await Task.WhenAll(Catalogs.Select(entry => Cluster.UntilCompleteAsync(entry.Catalog)));

    /// <summary>Waits until every shard has all of its copies, evenly over the silos.</summary>
    public async Task UntilSettledAsync() => await Task.WhenAll(Catalogs.Select(entry => Cluster.UntilSettledAsync(entry.Catalog, entry.Replicas)));

    public static CancellationToken Stop => TestContext.Current.CancellationToken;
}
