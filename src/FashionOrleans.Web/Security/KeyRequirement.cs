using System.Net;
using FashionOrleans.Web.Hosting;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Web.Security;

/// <summary>Whether requests need keys, decided once at the start by where the server will listen.</summary>
/// <param name="KeysAreNeeded">Whether requests need keys.</param>
/// <param name="Anybody">What a caller without a key may do and how often, per address; null where nothing.</param>
/// <param name="IsForThisMachine">Whether keys are not needed for the one reason that only this machine reaches the server.</param>
sealed record KeyRequirement(bool KeysAreNeeded, int? Anybody, bool IsForThisMachine)
{
    public const string Auto = "auto";
    public const string Always = "always";
    public const string Never = "never";

    /// <summary>Decides, before anything listens.</summary>
    /// <exception cref="OptionsValidationException">Keys are needed and there are none.</exception>
    public static KeyRequirement Of(WebSettings settings, IConfiguration configuration)
    {
        var open = Array.Find(Addresses(settings, configuration), address => !IsLoopback(address));
        var needed = settings.RequireKeys switch { Always => true, Never => false, _ => open is not null };
        if (needed && settings.Keys.Count == 0)
        {
            var reason = open is null
                ? $"{WebSettings.Section}:RequireKeys is {Always}, but no key is configured."
                : $"The server would listen on {open}, where others can reach it, but no key is configured.";
            throw new OptionsValidationException(WebSettings.Section, typeof(WebSettings), [
                $"{reason} Make one with the command 'key --name NAME --role admin' and configure the lines that it prints; or listen on loopback, --urls http://127.0.0.1:5080; "
                + $"or, where a network or a proxy keeps everybody else out, set {WebSettings.Section}:RequireKeys to {Never}."]);
        }

        return new KeyRequirement(needed, settings.AnonymousRead ? settings.AnonymousRequestsPerSecond : null, !needed && settings.RequireKeys != Never);
    }

    /// <summary>Kestrel's own endpoints take the place of the addresses, where there are any.</summary>
    static string[] Addresses(WebSettings settings, IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToArray();
        return endpoints.Length > 0 ? endpoints : settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    static bool IsLoopback(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.IsUnixPipe
                || string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)
                || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
        }
        catch (FormatException)
        {
            // Kestrel says what is wrong with it; until then it counts as open.
            return false;
        }
    }
}
