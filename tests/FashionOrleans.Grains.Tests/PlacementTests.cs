using FashionOrleans.Contracts;
using FashionOrleans.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace FashionOrleans.Grains.Tests;

public sealed class PlacementTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shards_live_on_storage_silos_only_whoever_calls_them()
    {
        await using var cluster = await Cluster.StartAsync(queries: null, SiloRoles.Query, SiloRoles.Storage, SiloRoles.Query);
        var catalog = await cluster.CreateCatalogAsync(shards: 6);
        await cluster.PutAsync(catalog, Enumerable.Range(0, 30));

        var statuses = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => cluster.Shard(catalog, number).GetStatusAsync()));
        var answer = await cluster.RecommendAsync(catalog, 3);

        Assert.All(statuses, status => Assert.Equal(cluster.SilosOf(SiloRoles.Storage), [status.Silo]));
        Assert.Equal(30, answer.Results.Length);
    }

    [Fact]
    public async Task Silos_whose_metadata_were_not_fetched_are_asked_for_their_roles()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2, services: services => services.AddSingleton<ISiloMetadataCache>(new NoMetadata()));
        var catalog = await cluster.CreateCatalogAsync(shards: 4);
        await cluster.BalancedAsync(catalog);
        await cluster.PutAsync(catalog, Enumerable.Range(0, 30));

        await cluster.JoinAsync();
        await cluster.BalancedAsync(catalog);

        var answer = await cluster.RecommendAsync(catalog, 3);
        Assert.Equal(30, answer.Results.Length);
    }

    [Fact]
    public async Task A_picture_without_an_embedding_silo_is_refused_with_a_clear_code()
    {
        await using var cluster = await Cluster.StartAsync(queries: null, "storage,query");
        var catalog = await cluster.CreateCatalogAsync(shards: 2);

        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(() => cluster.Grains.GetGrain<ICoordinatorGrain>(catalog.Name)
            .RecommendAsync(new RecommendationQuery([new Example(Picture: new byte[] { 1, 2, 3 })], [], 5, default), Stop));

        Assert.Equal(ErrorCodes.EmbeddingUnavailable, refusal.Code);
        Assert.Contains(SiloRoles.Embedding, refusal.Message, StringComparison.Ordinal);
    }
}
