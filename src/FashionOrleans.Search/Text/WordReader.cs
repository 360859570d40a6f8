using System.Globalization;
using System.Text;

namespace FashionOrleans.Search;

/// <summary>
/// Cuts text into words as they are compared: runs of letters and digits, in lower case, without the accents of Latin letters, English plurals in the singular
/// (Harman's S stemmer, "How effective is suffixing?", JASIS 42, 1991, and besides <c>sses</c>, <c>shes</c>, <c>ches</c> and <c>xes</c>, so that
/// dresses are found as a dress). Words in other languages lose no more than a last s.
/// </summary>
public static class WordReader
{
    /// <summary>The most words of a query; later ones are left out.</summary>
    public const int MaxQueryWords = 32;

    /// <summary>What of a word is compared, in characters.</summary>
    public const int MaxWordLength = 64;

    // By a table: the program runs without the data that Unicode's normalization needs (InvariantGlobalization).
    const string Accented = "àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįĵķĺļľŀłñńņňòóôõöøōŏőŕŗřśŝşšţťŧùúûüũūŭůűųŵýÿŷźżž";
    const string Plain = "aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiijklllllnnnnooooooooorrrsssstttuuuuuuuuuuwyyyzzz";

    /// <summary>The different words of a query, in their order.</summary>
    /// <param name="text">What somebody typed.</param>
    public static IReadOnlyList<string> OfQuery(string text) => [.. Read(text).Distinct(StringComparer.Ordinal).Take(MaxQueryWords)];

    /// <summary>All words of a text, in their order.</summary>
    /// <param name="text">The text.</param>
    public static IEnumerable<string> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var word = new StringBuilder(16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                if (word.Length < MaxWordLength)
                    Append(word, Rune.ToLowerInvariant(rune));
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) && !IsApostrophe(rune))
            {
                if (word.Length > 0)
                    yield return Singular(word.ToString());
                word.Clear();
            }
        }
        if (word.Length > 0)
            yield return Singular(word.ToString());
    }

    static void Append(StringBuilder word, Rune lower)
    {
        if (lower.IsAscii)
        {
            word.Append((char)lower.Value);
            return;
        }
        if (lower.IsBmp && Accented.IndexOf((char)lower.Value) is >= 0 and var at)
        {
            word.Append(Plain[at]);
            return;
        }
        Span<char> units = stackalloc char[2];
        word.Append(units[..lower.EncodeToUtf16(units)]);
    }

    // "Levi's" and "Levis" are one word.
    static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '\u2019';

    static string Singular(string word)
    {
        if (word.Length < 4 || word[^1] != 's')
            return word;
        if (EndsWith(word, "ies") && !EndsWith(word, "eies") && !EndsWith(word, "aies"))
            return word[..^3] + "y";
        if (EndsWith(word, "sses") || EndsWith(word, "shes") || EndsWith(word, "ches") || EndsWith(word, "xes"))
            return word[..^2];
        return EndsWith(word, "us") || EndsWith(word, "ss") ? word : word[..^1];
    }

    static bool EndsWith(string word, string ending) => word.EndsWith(ending, StringComparison.Ordinal);
}
