using System.Net;
using Orleans.Configuration;
using StackExchange.Redis;

namespace FashionOrleans.Silo;

/// <summary>Makes silos and clients find each other, and notice in seconds when one of them is gone.</summary>
public static class ClusterMembership
{
    // The name under which the provider finds Npgsql.
    const string PostgresInvariant = "Npgsql";

    /// <summary>Configures a silo.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="cluster">How silos find each other.</param>
    /// <param name="postgres">The connection string of PostgreSQL, where it is used.</param>
    /// <param name="embedded">Whether the silo serves only this process, so that its ports are of no interest to anybody.</param>
    public static ISiloBuilder UseMembership(this ISiloBuilder silo, ClusterSettings cluster, string? postgres, bool embedded)
    {
        var siloPort = FreePort.OrAny(embedded ? 0 : cluster.SiloPort);
        var gatewayPort = FreePort.OrAny(embedded ? 0 : cluster.GatewayPort);
        if (!embedded)
        {
            ClusterTls.Use(silo, cluster.Tls);
        }

        if (cluster.Membership == ClusterSettings.Localhost || embedded)
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort, primarySiloEndpoint: null, cluster.ClusterId, cluster.ClusterId);
            return silo.Configure<EndpointOptions>(options => options.AdvertisedIPAddress = IPAddress.Loopback);
        }

        silo.Configure<ClusterOptions>(options => Identify(options, cluster));
        silo.ConfigureEndpoints(SiloAddresses.Find(cluster.Address), siloPort, gatewayPort, listenOnAnyHostAddress: false);
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = cluster.ProbeTimeout;
            // Otherwise it grows under load, and with it the time until a frozen silo is replaced.
            options.MaxProbeTimeout = 2 * cluster.ProbeTimeout;
            options.NumMissedProbesLimit = cluster.MissedProbes;
            options.NumVotesForDeathDeclaration = 2;
            options.TableRefreshTimeout = cluster.MembershipRefresh;
            options.IAmAliveTablePublishTimeout = cluster.MembershipRefresh;
            options.DefunctSiloExpiration = TimeSpan.FromDays(1);
            options.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
        });
        return cluster.Membership == ClusterSettings.Postgres
            ? silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (PostgresInvariant, postgres))
            : silo.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(cluster.RedisConnection!));
    }

    /// <summary>Configures a client of silos that find each other by PostgreSQL or Redis.</summary>
    /// <param name="client">The client.</param>
    /// <param name="cluster">How silos find each other.</param>
    /// <param name="postgres">The connection string of PostgreSQL, where it is used.</param>
    public static IClientBuilder UseMembership(this IClientBuilder client, ClusterSettings cluster, string? postgres)
    {
        ClusterTls.Use(client, cluster.Tls);
        client.Configure<ClusterOptions>(options => Identify(options, cluster));
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = cluster.GatewayRefresh);
        return cluster.Membership == ClusterSettings.Postgres
            ? client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (PostgresInvariant, postgres))
            : client.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(cluster.RedisConnection!));
    }

    /// <summary>Configures a client of one silo whose gateway is known.</summary>
    /// <param name="client">The client.</param>
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="gateway">The silo's gateway.</param>
    public static IClientBuilder UseGateway(this IClientBuilder client, ClusterSettings cluster, IPEndPoint gateway)
    {
        ClusterTls.Use(client, cluster.Tls);
        client.UseStaticClustering(gateway);
        return client.Configure<ClusterOptions>(options => Identify(options, cluster));
    }

    static void Identify(ClusterOptions options, ClusterSettings cluster) =>
        (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ClusterId);
}
