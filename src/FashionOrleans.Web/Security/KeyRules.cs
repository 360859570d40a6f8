using System.Globalization;
using System.Text.RegularExpressions;

namespace FashionOrleans.Web.Security;

/// <summary>What a configured key must be.</summary>
static partial class KeyRules
{
    const int MaxRate = 1_000_000;

    /// <summary>A sentence for each thing that is wrong. A hash is never repeated: somebody may have written the key in its place.</summary>
    public static IEnumerable<string> Problems(IReadOnlyList<ApiKeySettings> keys, string section)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            var (key, path) = (keys[i], $"{section}:Keys:{i}");
            if (!Name().IsMatch(key.Name))
            {
                yield return Wrong("Name", key.Name, "1 to 64 characters of A-Z a-z 0-9 . _ -");
            }
            else if (keys.Take(i).Any(other => string.Equals(other.Name, key.Name, StringComparison.OrdinalIgnoreCase)))
            {
                yield return Wrong("Name", key.Name, "a name that no other key has");
            }

            if (RoleOf(key) is null)
            {
                yield return Wrong("Role", key.Role, "read, write or admin");
            }

            if (!Hash().IsMatch(key.Sha256))
            {
                yield return $"{path}:Sha256 must be the SHA-256 of a key, 64 hexadecimal digits. The command 'key' makes a key and prints its lines.";
            }
            else if (keys.Take(i).Any(other => string.Equals(other.Sha256, key.Sha256, StringComparison.OrdinalIgnoreCase)))
            {
                yield return $"{path}:Sha256 is that of another key too. Make a key for each; the command 'key' does.";
            }

            if (key.RequestsPerSecond is < 1 or > MaxRate)
            {
                yield return Wrong("RequestsPerSecond", Text(key.RequestsPerSecond), $"a number from 1 to {MaxRate}, or nothing for no limit");
            }

            if (key.RequestsPerDay < 1)
            {
                yield return Wrong("RequestsPerDay", Text(key.RequestsPerDay), "a number from 1 up, or nothing for no limit");
            }

            string Wrong(string setting, string value, string allowed) => $"{path}:{setting} is '{value}', but must be {allowed}.";
        }
    }

    /// <summary>The role of a key, or null where there is none of that name.</summary>
    public static ApiRole? RoleOf(ApiKeySettings key) => key.Role.ToUpperInvariant() switch
    {
        "READ" => ApiRole.Read,
        "WRITE" => ApiRole.Write,
        "ADMIN" => ApiRole.Admin,
        _ => null,
    };

    /// <summary>Whether a key may have that name.</summary>
    public static bool IsName(string name) => Name().IsMatch(name);

    static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[0-9A-Fa-f]{64}\z")]
    private static partial Regex Hash();
}
