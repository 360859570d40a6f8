namespace FashionOrleans.Ingest.Feeds;

/// <summary>Tells a number from digits that are a name, such as 007 or a bar code.</summary>
static class NumberText
{
    const int MaxDigits = 15;

    /// <summary>An optional minus, digits without leading zeros, and an optional fraction, of at most 15 digits: a number of JSON as it is.</summary>
    public static bool IsNumber(string text)
    {
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? "0" : digits[(point + 1)..];
        return digits.Length <= MaxDigits + 1 && IsDigits(whole) && IsDigits(fraction) && (whole.Length == 1 || whole[0] != '0');
    }

    static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
