using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Grains.Operations;

/// <summary>Lets a process watch itself for its operator.</summary>
public static class ProcessWatch
{
    /// <summary>Adds <see cref="ProcessLoad"/>, and <see cref="RecentEvents"/> as a provider of the log; a second time changes nothing.</summary>
    public static IServiceCollection AddProcessWatch(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RecentEvents>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoggerProvider, RecentEvents>(provider => provider.GetRequiredService<RecentEvents>()));
        services.TryAddSingleton<ProcessLoad>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ProcessLoad>(provider => provider.GetRequiredService<ProcessLoad>()));
        return services;
    }
}
