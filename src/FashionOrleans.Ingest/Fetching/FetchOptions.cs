using System.Globalization;

namespace FashionOrleans.Ingest.Fetching;

/// <summary>What the server fetches from addresses that users and feeds name: section <c>FashionOrleans:Pictures</c>.</summary>
public sealed class FetchOptions
{
    /// <summary>The section's name, below <c>FashionOrleans</c>.</summary>
    public const string Section = "Pictures";

    /// <summary>
    /// Hosts and networks that are allowed although they are not public, separated by commas: <c>images.shop.internal</c>, <c>10.1.0.0/16</c>,
    /// <c>[fd00::/8]</c>, each with a port behind a colon where that is neither 80 nor 443, or <c>:*</c> for every port.
    /// </summary>
    /// <value>Default: none.</value>
    public string AllowedHosts { get; set; } = "";

    /// <summary>How long one picture may take, redirects and all.</summary>
    /// <value>Default: 15 seconds. Allowed: 100 milliseconds to 5 minutes.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many addresses a process asks at the same time.</summary>
    /// <value>Default: 16. Allowed: 1 to 256.</value>
    public int MaxConcurrent { get; set; } = 16;

    /// <summary>How many of them are of one host.</summary>
    /// <value>Default: 4. Allowed: 1 to 256.</value>
    public int MaxPerHost { get; set; } = 4;

    /// <summary>How often a job asks for a picture before its row is refused.</summary>
    /// <value>Default: 4. Allowed: 1 to 20.</value>
    public int Attempts { get; set; } = 4;

    /// <summary>What is wrong with the values, as <c>Key is 'value', but must be …</c>.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var entry in Split(AllowedHosts).Where(entry => AllowedHost.TryParse(entry) is null))
        {
            yield return Wrong(nameof(AllowedHosts), entry, "hosts and networks like images.shop.internal, 10.1.0.0/16 or 127.0.0.1:8080, separated by commas");
        }

        if (Timeout < TimeSpan.FromMilliseconds(100) || Timeout > TimeSpan.FromMinutes(5))
        {
            yield return Wrong(nameof(Timeout), Timeout.ToString(), "a duration from 00:00:00.1 to 00:05:00");
        }

        foreach (var (key, value, most) in ((string, int, int)[])[(nameof(MaxConcurrent), MaxConcurrent, 256), (nameof(MaxPerHost), MaxPerHost, 256), (nameof(Attempts), Attempts, 20)])
        {
            if (value < 1 || value > most)
            {
                yield return Wrong(key, value.ToString(CultureInfo.InvariantCulture), $"a number from 1 to {most}");
            }
        }
    }

    internal static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static string Wrong(string key, string value, string allowed) => $"{key} is '{value}', but must be {allowed}.";
}
