namespace FashionOrleans.Contracts;

/// <summary>The rules for catalogue names: 1…63 characters of a–z, 0–9 and '-', starting with a letter or a digit.</summary>
public static class CatalogName
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 63;

    /// <summary>Whether <paramref name="name"/> follows the rules.</summary>
    public static bool IsValid(string? name) =>
        name is { Length: >= 1 and <= MaxLength } && name[0] != '-' && !name.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>Passes a valid name and refuses any other.</summary>
    /// <exception cref="FashionOrleansException">The name breaks the rules (<see cref="ErrorCodes.InvalidCatalogName"/>).</exception>
    public static void Require(string? name)
    {
        if (!IsValid(name))
        {
            throw new FashionOrleansException(
                ErrorCodes.InvalidCatalogName,
                $"A catalogue's name has 1 to {MaxLength} characters of a-z, 0-9 and '-', and starts with a letter or a digit. Choose such a name.");
        }
    }

    static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
}
