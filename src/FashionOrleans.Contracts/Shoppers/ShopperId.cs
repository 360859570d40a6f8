using System.Buffers;

namespace FashionOrleans.Contracts;

/// <summary>
/// The rules for the ids of shoppers: 1…64 characters of A–Z, a–z, 0–9 and <c>. _ ~ -</c>. An id is all that there is between a reader and what a
/// shopper likes, so a client draws it at random and tells it to nobody.
/// </summary>
public static class ShopperId
{
    /// <summary>The longest id, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>The sentence that tells a user what an id may be.</summary>
    public const string Rule = "A shopper's id has 1 to 64 characters of A-Z, a-z, 0-9 and . _ ~ -, best a random UUID.";

    /// <summary>Whether <paramref name="id"/> follows the rules.</summary>
    public static bool IsValid(string? id) =>
        id is { Length: >= 1 and <= MaxLength } && id is not ("." or "..") && !id.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>Passes a valid id and refuses any other.</summary>
    /// <exception cref="FashionOrleansException">The id breaks the rules (<see cref="ErrorCodes.InvalidId"/>).</exception>
    public static void Require(string? id)
    {
        if (!IsValid(id))
        {
            throw new FashionOrleansException(ErrorCodes.InvalidId, Rule);
        }
    }

    static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~-");
}
