using System.Text;

namespace FashionOrleans.Loader.Metadata;

/// <summary>
/// Reads comma-separated records the way RFC 4180 writes them, and forgives what real files do: text after a closing
/// quote, quotes in the middle of a field, and a quote that is never closed. The last would swallow the rest of the
/// file; here a quoted field spans at most <see cref="MaxLinesOfRecord"/> lines and ends where the rules say it must, or
/// its quote is an ordinary character.
/// </summary>
sealed class CsvRecords(TextReader reader)
{
    public const int MaxLinesOfRecord = 50;

    readonly Queue<string> _pushedBack = new();

    /// <summary>Reads the next record into <paramref name="fields"/>; blank lines are passed over.</summary>
    /// <returns>False at the end.</returns>
    public bool Read(List<string> fields)
    {
        string? line;
        do
        {
            line = NextLine();
            if (line is null) return false;
        }
        while (string.IsNullOrWhiteSpace(line));

        if (Split(line, fields, Quotes.Lenient)) return true;

        var taken = new List<string>();
        var record = new StringBuilder(line);
        while (taken.Count < MaxLinesOfRecord - 1 && NextLine() is { } next)
        {
            taken.Add(next);
            record.Append('\n').Append(next);
            if (Split(record.ToString(), fields, Quotes.Strict)) return true;
        }

        PushBack(taken);
        Split(line, fields, Quotes.None);
        return true;
    }

    string? NextLine() => _pushedBack.TryDequeue(out var line) ? line : reader.ReadLine();

    void PushBack(List<string> lines)
    {
        // What is queued already comes after what was just taken.
        var later = _pushedBack.ToArray();
        _pushedBack.Clear();
        foreach (var line in lines.Concat(later)) _pushedBack.Enqueue(line);
    }

    /// <returns>False when the text ends inside a quoted field, or is not quoted strictly.</returns>
    static bool Split(string text, List<string> fields, Quotes quotes)
    {
        fields.Clear();
        var field = new StringBuilder();
        var position = 0;
        while (true)
        {
            field.Clear();
            var isQuoted = quotes != Quotes.None && position < text.Length && text[position] == '"';
            if (isQuoted)
            {
                position = ReadQuoted(text, position + 1, field);
                if (position < 0) return false;
            }

            var end = text.IndexOf(',', position);
            var tail = text.AsSpan(position, (end < 0 ? text.Length : end) - position);
            if (isQuoted && quotes == Quotes.Strict && tail.Length > 0) return false;
            fields.Add(field.Append(tail).ToString());
            if (end < 0) return true;
            position = end + 1;
        }
    }

    /// <returns>The position after the closing quote, or -1 when there is none.</returns>
    static int ReadQuoted(string text, int position, StringBuilder field)
    {
        while (true)
        {
            var quote = text.IndexOf('"', position);
            if (quote < 0) return -1;
            field.Append(text, position, quote - position);
            var isDoubled = quote + 1 < text.Length && text[quote + 1] == '"';
            if (!isDoubled) return quote + 1;
            field.Append('"');
            position = quote + 2;
        }
    }

    /// <summary>What a quote at the beginning of a field means.</summary>
    enum Quotes
    {
        /// <summary>It is an ordinary character.</summary>
        None,

        /// <summary>It quotes; text after the closing quote belongs to the field.</summary>
        Lenient,

        /// <summary>It quotes; a comma or the end must follow the closing quote.</summary>
        Strict,
    }
}
