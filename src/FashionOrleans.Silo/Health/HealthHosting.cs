using FashionOrleans.Contracts;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FashionOrleans.Silo.Health;

/// <summary>Gives a silo in a process of its own the listener for its operator.</summary>
static class HealthHosting
{
    // Probes ask every few seconds: one that cannot be answered in that time is answered with no.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Adds the listener, where <see cref="SiloSettings.HealthUrls"/> does not switch it off. Call it before the silo is added: what is added first starts first.</summary>
    public static IHostApplicationBuilder AddHealthListener(this IHostApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection(SiloSettings.Section).Get<SiloSettings>() ?? new SiloSettings();
        if (!settings.ListensForHealth)
        {
            return builder;
        }

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<StoreProbe>();
        builder.Services.AddHostedService<HealthListener>();
        var checks = builder.Services.AddHealthChecks();
        Add<MembershipCheck>("membership");
        Add<StoreCheck>("store");
        if (settings.RoleList.Contains(SiloRoles.Storage))
        {
            Add<ShardsCheck>("shards");
        }

        if (settings.RoleList.Contains(SiloRoles.Embedding))
        {
            Add<ModelsCheck>("models");
        }

        return builder;

        void Add<TCheck>(string name)
            where TCheck : class, IHealthCheck => checks.AddCheck<TCheck>(name, failureStatus: null, [], Patience);
    }
}
