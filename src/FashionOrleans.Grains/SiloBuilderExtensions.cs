using FashionOrleans.Contracts;
using FashionOrleans.Grains.Balancing;
using FashionOrleans.Grains.Embedding;
using FashionOrleans.Grains.Exports;
using FashionOrleans.Grains.Jobs;
using FashionOrleans.Grains.Observing;
using FashionOrleans.Grains.Operations;
using FashionOrleans.Grains.Placement;
using FashionOrleans.Grains.Queries;
using FashionOrleans.Grains.Shards;
using FashionOrleans.Grains.Shoppers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace FashionOrleans.Grains;

/// <summary>Makes a silo one of FashionOrleans.</summary>
public static class SiloBuilderExtensions
{
    /// <summary>
    /// Adds what the grains need, and what the silo does by itself in its roles. The caller adds the <see cref="Storage.IItemStore"/>, the model
    /// packs and the options.
    /// </summary>
    /// <param name="silo">The silo.</param>
    /// <param name="roles">One or more of <see cref="SiloRoles"/>.</param>
    public static ISiloBuilder AddFashionOrleans(this ISiloBuilder silo, IReadOnlyCollection<string> roles)
    {
        silo.UseSiloMetadata(new Dictionary<string, string> { [RoleDirectory.MetadataKey] = string.Join(',', roles) });
        silo.AddIncomingGrainCallFilter<LatencyFilter>();
        silo.AddIncomingGrainCallFilter<StoreFailureFilter>();
        var services = silo.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.ActivationManagement, new SteadyTimeProvider(TimeProvider.System));
        services.AddMetrics();

        // Placement is decided on whichever silo first meets a call: every one must know the rules, whatever its own roles.
        services.AddPlacementFilter<RequireRoleFilter, RequireRoleFilterDirector>(ServiceLifetime.Transient);
        services.AddPlacementDirector<ShardPlacementStrategy, ShardPlacementDirector>();
        services.AddSingleton<RoleDirectory>();
        services.AddSingleton<SiloRolesClient>();
        services.AddHostedService<RoleInquiry>();
        silo.AddGrainService<SiloRolesService>();
        services.AddSingleton<ShardDirectory>();
        services.AddSingleton<ShardHostClient>();
        services.AddHostedService<ShardReporting>();

        services.AddSingleton<HedgingDelays>();
        services.AddSingleton<SiloSuspicions>();
        services.AddSingleton<SiloCalls>();
        services.AddSingleton<QueryAdmission>();
        services.AddSingleton<QueryMetrics>();
        services.AddSingleton<WriteMetrics>();
        services.AddSingleton<ShopperMetrics>();
        services.AddSingleton<MigrationMetrics>();
        services.AddSingleton<IngestMetrics>();
        services.AddSingleton<BoxFinder>();
        services.AddSingleton<LoadedEmbedders>();
        services.AddSingleton<EmbedderPool>();

        services.AddProcessWatch();
        services.AddSingleton<CallLatencies>();
        services.AddSingleton<ClusterMembers>();
        services.AddSingleton<SiloWatchClient>();
        silo.AddGrainService<SiloWatch>();
        if (roles.Contains(SiloRoles.Storage))
        {
            services.AddSingleton<IndexMaintenance>();
            services.AddSingleton<ShardEngine>();
            services.AddSingleton<SiloMembership>();
            services.AddSingleton<ShardCopies>();
            services.AddSingleton<ExportSlots>();
            services.AddSingleton(ExportLease.Default);
            services.AddSingleton<IngestTools>();
            services.AddHostedService<JobWaking>();
            services.AddSingleton<ShopperExpiry>();
            services.AddHostedService<ShopperExpiryWaking>();
            services.AddHostedService<ShardDrain>();
            silo.AddGrainService<ShardHost>();
        }

        return silo;
    }
}
