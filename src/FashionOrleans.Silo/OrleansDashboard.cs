using Orleans.Dashboard;

namespace FashionOrleans.Silo;

/// <summary>The dashboard that comes with Orleans: activations and calls by grain type. It measures calls only while somebody looks at it.</summary>
public static class OrleansDashboard
{
    /// <summary>Lets a silo be seen in the dashboard of any web.</summary>
    public static ISiloBuilder AddOrleansDashboard(this ISiloBuilder silo)
    {
        silo.AddDashboard(Configure);

        // Its start calls a grain, which may be on a silo that is frozen or lost: a silo that joins must not wait for that.
        var services = silo.Services;
        var host = services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationFactory?.Method.Module.Assembly == typeof(DashboardOptions).Assembly);
        services.Remove(host);
        services.AddSingleton<IHostedService>(provider => new StartsAside((IHostedService)host.ImplementationFactory!(provider)));
        return silo;
    }

    /// <summary>Lets a web show the dashboard of the silos that it is a client of.</summary>
    public static IClientBuilder AddOrleansDashboard(this IClientBuilder client) => client.AddDashboard(Configure);

    // The log as it streams by is not for browsers.
    static void Configure(DashboardOptions options) => options.HideTrace = true;
}
