using System.Buffers;

namespace FashionOrleans.Contracts;

/// <summary>
/// The rules for item ids: 1…128 characters of A–Z, a–z, 0–9 and <c>. _ ~ : @ + -</c>, so that an id can stand in an address, a file name
/// and a log line as it is. <c>.</c> and <c>..</c> alone are refused, since addresses with them are rewritten on the way.
/// </summary>
public static class ItemId
{
    /// <summary>The longest id, in characters.</summary>
    public const int MaxLength = 128;

    /// <summary>The sentence that tells a user what an id may be.</summary>
    public const string Rule = "An id has 1 to 128 characters of A-Z, a-z, 0-9 and . _ ~ : @ + - (no slashes, spaces or other letters).";

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

    static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~:@+-");
}
