using System.Collections.Frozen;
using FashionOrleans.Web.Hosting;
using Microsoft.Extensions.Primitives;

namespace FashionOrleans.Web.Security;

/// <summary>
/// The keys that the server accepts, found by the hash of what a caller sends. What the time of a look-up tells is something about the hash of
/// a guess, which the guesser knows, and nothing about a key.
/// </summary>
/// <remarks>Keys are read anew when a file of the configuration changes; where the new ones are wrong, the old ones stay.</remarks>
sealed partial class KeyRing : IDisposable
{
    readonly IConfiguration _configuration;
    readonly ILogger<KeyRing> _log;
    readonly IDisposable _changes;
    volatile FrozenDictionary<string, ApiKey> _keys;

    public KeyRing(IConfiguration configuration, ILogger<KeyRing> log)
    {
        (_configuration, _log) = (configuration, log);
        _keys = Index(Configured(configuration));
        _changes = ChangeToken.OnChange(configuration.GetReloadToken, ReadAgain);
    }

    /// <summary>The key that was sent, or null where the server has none such.</summary>
    public ApiKey? Find(string sent) => FindByHash(KeyText.HashOf(sent));

    /// <summary>The key of which that is the SHA-256, or null where the server has none such.</summary>
    public ApiKey? FindByHash(string sha256) => _keys.GetValueOrDefault(sha256);

    /// <summary>The keys of the configuration, one by one: bound as a list, a key with a value that cannot be read would be left out without a word.</summary>
    /// <exception cref="InvalidOperationException">A value cannot be read.</exception>
    public static ApiKeySettings[] Configured(IConfiguration configuration) =>
        [.. configuration.GetSection($"{WebSettings.Section}:{nameof(WebSettings.Keys)}").GetChildren().Select(key => key.Get<ApiKeySettings>() ?? new ApiKeySettings())];

    /// <inheritdoc/>
    public void Dispose() => _changes.Dispose();

    static FrozenDictionary<string, ApiKey> Index(ApiKeySettings[] keys) => keys.ToFrozenDictionary(
        key => key.Sha256,
        key => new ApiKey(KeyRules.RoleOf(key)!.Value, new Caller(key.Name, key.RequestsPerSecond, key.RequestsPerDay)),
        StringComparer.OrdinalIgnoreCase);

    void ReadAgain()
    {
        try
        {
            var keys = Configured(_configuration);
            if (KeyRules.Problems(keys, WebSettings.Section).ToArray() is { Length: > 0 } problems)
            {
                LogWrong(string.Join(" ", problems));
                return;
            }

            _keys = Index(keys);
            LogRead(string.Join(", ", keys.Select(key => $"{key.Name} ({key.Role})")));
        }
        catch (InvalidOperationException unreadable)
        {
            LogWrong(unreadable.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The configuration was read again; keys: {Keys}")]
    partial void LogRead(string keys);

    [LoggerMessage(Level = LogLevel.Error, Message = "The keys of the changed configuration are wrong, and the ones before stay: {Problems}")]
    partial void LogWrong(string problems);
}
