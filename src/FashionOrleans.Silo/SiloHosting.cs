using FashionOrleans.Embedding;
using FashionOrleans.Grains;
using FashionOrleans.Grains.Queries;
using FashionOrleans.Grains.Shards;
using FashionOrleans.Grains.Shoppers;
using FashionOrleans.Storage;
using FashionOrleans.Storage.Postgres;
using FashionOrleans.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Silo;

/// <summary>Puts a silo into a host process: the silo's own, or the web's on a laptop.</summary>
public static class SiloHosting
{
    /// <summary>Adds a silo, configured by the section <c>FashionOrleans</c>.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="embedded">Whether the silo serves only this process, so that its ports are of no interest to anybody.</param>
    public static IHostApplicationBuilder AddFashionOrleansSilo(this IHostApplicationBuilder builder, bool embedded)
    {
        builder.AddSiloOptions();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(services => OpenStore(
            services.GetRequiredService<IOptions<SiloSettings>>().Value, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(services => (IShopperStore)services.GetRequiredService<IItemStore>());
        builder.Services.AddSingleton(services => (IIngestJobStore)services.GetRequiredService<IItemStore>());
        builder.AddPictureFetching();
        builder.Services.AddSingleton(services => (IMigrationStore)services.GetRequiredService<IItemStore>());
        builder.Services.AddSingleton(services => (IQuarantineStore)services.GetRequiredService<IItemStore>());
        builder.Services.AddSingleton(services => (IBackupStore)services.GetRequiredService<IItemStore>());
        builder.Services.AddSingleton(services => ModelPackDirectory.Open(
            services.GetRequiredService<IOptions<SiloSettings>>().Value.Models ?? ModelFolder.Find()));

        // The store is opened before the silo starts: a grain that finds it closed could do nothing but fail.
        builder.Services.AddHostedService<StoreStartup>();
        builder.UseOrleans(silo => ConfigureSilo(silo, builder.Configuration, embedded));
        builder.Services.AddHostedService<CatalogWarmup>();
        return builder;
    }

    internal static IItemStore OpenStore(SiloSettings settings, TimeProvider time, bool readOnly = false) =>
        settings.EffectiveStore == SiloSettings.PostgresStore
            ? new PostgresItemStore(new PostgresStoreOptions { ConnectionString = settings.Postgres!, ReadOnly = readOnly }, time)
            : new SqliteItemStore(new SqliteStoreOptions { DataDirectory = settings.Data, SyncOnCommit = settings.SyncOnCommit, ReadOnly = readOnly });

    static void AddSiloOptions(this IHostApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(SiloSettings.Section);
        builder.Services.AddOptions<SiloSettings>().Bind(section);
        builder.Services.AddOptions<ShardEngineOptions>().Bind(section.GetSection("Search")).ValidateOnStart();
        builder.Services.AddOptions<ShardOptions>().Bind(section.GetSection("Shards")).ValidateOnStart();
        builder.Services.AddOptions<QueryOptions>().Bind(section.GetSection("Query")).ValidateOnStart();
        builder.Services.AddOptions<EmbeddingOptions>().Bind(section.GetSection("Embedding")).ValidateOnStart();
        builder.Services.AddOptions<ShopperOptions>().Bind(section.GetSection(ShopperOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ShopperOptions>, SettingsValidation>();
        builder.Services.AddSingleton<IValidateOptions<QueryOptions>, SettingsValidation>();
        builder.Services.AddSingleton<IValidateOptions<ShardEngineOptions>, SettingsValidation>();
        builder.Services.AddSingleton<IValidateOptions<ShardOptions>, SettingsValidation>();
        builder.Services.AddSingleton<IValidateOptions<EmbeddingOptions>, SettingsValidation>();

        // A silo that stops moves its shards away first, however long the host would wait otherwise.
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<ShardOptions>>(
            (host, shards) => host.ShutdownTimeout += shards.Value.DrainLimit);
    }

    static void ConfigureSilo(ISiloBuilder silo, IConfiguration configuration, bool embedded)
    {
        var settings = configuration.GetSection(SiloSettings.Section).Get<SiloSettings>() ?? new SiloSettings();

        // What is built below depends on these, so they are validated here and not at the start of the host.
        if (new SettingsValidation().Validate(null, settings) is { Failed: true } wrong)
        {
            throw new OptionsValidationException(SiloSettings.Section, typeof(SiloSettings), wrong.Failures);
        }

        silo.UseMembership(settings.Cluster, settings.Postgres, embedded);
        silo.AddFashionOrleans(settings.RoleList);
        silo.AddActivityPropagation();
        if (settings.OrleansDashboard)
        {
            silo.AddOrleansDashboard();
        }
    }
}
