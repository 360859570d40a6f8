using System.Data.Common;
using System.Text.Json;
using FashionOrleans.Grains.Verification;
using FashionOrleans.Storage;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Silo.Verification;

/// <summary>The command <c>verify</c> of the silo's and of the web's program: looks at the store that they are configured for.</summary>
public static class StoreVerification
{
    /// <summary>The command's name.</summary>
    public const string Command = "verify";

    const int Named = 1000;
    const int Sound = 0;
    const int Damaged = 1;
    const int Unreadable = 2;

    /// <summary>Looks at the store, also while others write to it, and prints what is damaged.</summary>
    /// <param name="configuration">Says where the store is, in the section <c>FashionOrleans</c>.</param>
    /// <param name="catalog">Only the catalogue of that name; null for the whole store.</param>
    /// <param name="json">Whether to print JSON.</param>
    /// <param name="output">Where the result goes.</param>
    /// <param name="error">Where it is said that the store cannot be looked at.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <returns>The exit code: 0 when all is well, 1 when something is damaged, 2 when the store cannot be looked at.</returns>
    public static async Task<int> RunAsync(
        IConfiguration configuration, string? catalog, bool json, TextWriter output, TextWriter error, CancellationToken stop)
    {
        try
        {
            var settings = configuration.GetSection(SiloSettings.Section).Get<SiloSettings>() ?? new SiloSettings();
            if (new SettingsValidation().Validate(null, settings) is { Failed: true } wrong)
            {
                throw new OptionsValidationException(SiloSettings.Section, typeof(SiloSettings), wrong.Failures);
            }

            await using var store = SiloHosting.OpenStore(settings, TimeProvider.System, readOnly: true);
            await store.InitializeAsync(stop);
            if (catalog is not null && await store.FindCatalogAsync(catalog, stop) is null)
            {
                await error.WriteLineAsync($"The store has no catalogue '{catalog}'.");
                return Unreadable;
            }

            var report = await new StoreVerifier((IBackupStore)store, (IQuarantineStore)store, Named).RunAsync(catalog, stop);
            await (json ? output.WriteLineAsync(JsonSerializer.Serialize(report, VerificationJson.Default.VerificationReport)) : PrintAsync(report, output));
            return report.Found == 0 ? Sound : Damaged;
        }
        catch (DbException exception)
        {
            await error.WriteLineAsync($"The store cannot be read: {exception.Message}");
            return Unreadable;
        }
        catch (Exception exception) when (StartFailure.Explain(exception) is { } sentence)
        {
            await error.WriteLineAsync(sentence);
            return Unreadable;
        }
    }

    static async Task PrintAsync(VerificationReport report, TextWriter output)
    {
        foreach (var damage in report.Damages)
        {
            string?[] place = [damage.Catalog, damage.Shard is { } shard ? $"shard {shard}" : null, damage.Id];
            var where = string.Join(", ", place.OfType<string>());
            await output.WriteLineAsync(where.Length == 0 ? damage.What : $"{where}: {damage.What}");
        }

        if (report.Found > report.Damages.Count)
        {
            await output.WriteLineAsync($"… and {report.Found - report.Damages.Count:N0} more.");
        }

        await output.WriteLineAsync(
            $"{report.Catalogs:N0} catalogues, {report.Items:N0} items ({report.Unchecked:N0} without a checksum), {report.Pictures:N0} pictures, {report.Shoppers:N0} shoppers: {(report.Found == 0 ? "all is well" : $"{report.Found:N0} damages")}.");
    }
}
