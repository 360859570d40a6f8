using FashionOrleans.Contracts;
using FashionOrleans.Web.Replies;

namespace FashionOrleans.Web.Overview;

/// <summary>Catalogues and models as the overview shows them.</summary>
static class CatalogOverviews
{
    /// <summary>The catalogues with sums over the shards that answer.</summary>
    public static CatalogOverviewReply[] Of(ClusterStatus status, ShardOverviewReply[] shards)
    {
        var answering = shards.Where(shard => shard.Space == ShardOverviews.Answering).ToLookup(shard => shard.Catalog, StringComparer.Ordinal);
        return [.. status.Catalogs.Select(catalog => Describe(catalog, [.. answering[catalog.Name]]))];
    }

    /// <summary>The model packs, with those who use them.</summary>
    public static ModelOverviewReply[] Models(ClusterStatus status) =>
    [
        .. status.Models.Select(model => new ModelOverviewReply(
            model.Name,
            model.Version,
            model.Dimension,
            model.Sha256,
            [.. status.Catalogs.Where(catalog => catalog.Settings.Model == model.Name).Select(catalog => catalog.Name)],
            [.. status.Silos.Where(silo => silo.Report?.Embedders.Any(embedder => embedder.Model == model.Name) == true).Select(silo => silo.Silo.ToString())])),
    ];

    static CatalogOverviewReply Describe(Catalog catalog, ShardOverviewReply[] shards)
    {
        var recalls = shards.SelectMany(shard => shard.Copies).Select(copy => copy.Recall).OfType<double>().ToArray();
        return new CatalogOverviewReply(
            catalog.Name,
            catalog.Settings.Model,
            catalog.Settings.Index,
            catalog.Settings.VectorFormat,
            catalog.Settings.VectorStorage,
            catalog.Settings.Shards,
            catalog.Settings.Replicas,
            shards.Count(shard => shard.State is ShardOverviews.Serving or ShardOverviews.Moving or ShardOverviews.Behind or ShardOverviews.Learning),
            shards.Sum(shard => (long)shard.Items),
            shards.SelectMany(shard => shard.Copies).Sum(copy => copy.MemoryBytes),
            // Every shard is asked by every query: the busiest one tells how many there are.
            shards.Select(shard => shard.QueriesPerSecond).DefaultIfEmpty(0).Max(),
            recalls.Length == 0 ? null : recalls.Min(),
            recalls.Length == 0 ? null : recalls.Average());
    }
}
