using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Silo;

/// <summary>
/// Settings that are secrets, each in a file of its own: what Docker, Kubernetes and systemd hand to a process. The folder is named by
/// <c>FashionOrleans:Secrets</c>; a file by its key, as in the environment: <c>FashionOrleans__Postgres</c>.
/// </summary>
public static class SecretFiles
{
    const string Key = $"{SiloSettings.Section}:Secrets";

    /// <summary>Adds them, below the source that was added last, which is the command line.</summary>
    /// <exception cref="OptionsValidationException">The folder or a file of it cannot be read.</exception>
    public static IConfigurationManager AddSecretFiles(this IConfigurationManager configuration)
    {
        if (configuration[Key] is not { Length: > 0 } folder)
        {
            return configuration;
        }

        try
        {
            configuration.Sources.Insert(
                configuration.Sources.Count - 1, new KeyPerFileConfigurationSource { FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)), ReloadOnChange = true });
            return configuration;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OptionsValidationException(
                SiloSettings.Section, typeof(SiloSettings), [$"{Key} is '{folder}', but must be a folder whose files this process may read: {exception.Message}"]);
        }
    }
}
