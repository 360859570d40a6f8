using System.Net;

namespace FashionOrleans.Silo;

/// <summary>
/// Addresses to listen on, as settings have them: separated by semicolons; the host <c>*</c> means every address of the machine. A name would
/// mean the same, which nobody expects: it is refused.
/// </summary>
public static class ListenAddresses
{
    /// <summary>Those that nobody can listen on.</summary>
    /// <param name="urls">The setting.</param>
    /// <param name="schemes">The schemes that are allowed.</param>
    public static IEnumerable<string> WrongOnes(string urls, params string[] schemes) =>
        urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(url => !IsRight(url, schemes));

    static bool IsRight(string url, string[] schemes)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return schemes.Contains(address.Scheme, StringComparer.OrdinalIgnoreCase)
                && address is { PathBase: "", Port: >= 0 and <= 65535, IsUnixPipe: false }
                && (address.Host is "*" or "+" or "localhost" || IPAddress.TryParse(address.Host, out _));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
