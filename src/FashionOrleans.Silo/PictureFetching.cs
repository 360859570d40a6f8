using FashionOrleans.Grains.Jobs;
using FashionOrleans.Ingest.Fetching;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Silo;

/// <summary>Lets a process fetch pictures by their addresses: the web what a request names, a silo what a feed names. Both know how large a feed may be.</summary>
public static class PictureFetching
{
    /// <summary>Adds the fetcher, configured by <c>FashionOrleans:Pictures</c>; once, where a process is both.</summary>
    public static void AddPictureFetching(this IHostApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(PictureFetcher)))
        {
            return;
        }

        builder.Services.AddOptions<FetchOptions>().Bind(builder.Configuration.GetSection($"{SiloSettings.Section}:{FetchOptions.Section}")).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<FetchOptions>, SettingsValidation>();
        builder.Services.AddOptions<IngestJobOptions>().Bind(builder.Configuration.GetSection($"{SiloSettings.Section}:{IngestJobOptions.Section}")).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<IngestJobOptions>, SettingsValidation>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(services => new GuardedClient(
            services.GetRequiredService<IOptions<FetchOptions>>().Value, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(services => new PictureFetcher(
            services.GetRequiredService<GuardedClient>(), services.GetRequiredService<IOptions<FetchOptions>>().Value, services.GetRequiredService<TimeProvider>()));
    }
}
