using System.Text.RegularExpressions;

namespace FashionOrleans.Grains.Operations;

/// <summary>Takes out of a text what looks like a secret: passwords of connection strings and addresses, keys, tokens.</summary>
static partial class SecretText
{
    const string Hidden = "…";

    public static string Hide(string text) =>
        UserOfAddress().Replace(Key().Replace(Bearer().Replace(Setting().Replace(text, $"$1{Hidden}"), $"$1{Hidden}"), Hidden), $"$1{Hidden}@");

    [GeneratedRegex("""((?:password|passwd|pwd|secret|token|api[-_ ]?key|authorization)["']?\s*[=:]\s*)(?!bearer\s)(?:"[^"]*"|'[^']*'|[^\s;,&]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Setting();

    [GeneratedRegex(@"(\bbearer\s+)[^\s;,]+", RegexOptions.IgnoreCase)]
    private static partial Regex Bearer();

    [GeneratedRegex(@"\bfo_[A-Za-z0-9_-]+")]
    private static partial Regex Key();

    [GeneratedRegex(@"(\b[a-z][a-z0-9+.-]*://)[^\s/@]+@", RegexOptions.IgnoreCase)]
    private static partial Regex UserOfAddress();
}
