using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CsvHelper;
using FashionOrleans.Contracts;

namespace FashionOrleans.Ingest.Feeds;

/// <summary>Tables of texts with a header line. The delimiter is found from the first lines.</summary>
sealed class CsvFeed : IDisposable
{
    // Attributes of an item have 16 KB together; an address is shorter.
    const int MaxRowBytes = 1 << 20;
    const int MaxColumns = 1000;
    const char TagDivider = '|';

    readonly CsvReader _reader;
    bool _isUnterminated;

    CsvFeed(Stream feed) => _reader = CsvReader.Create(
        feed,
        new CsvReaderOptions { MaxRecordSize = MaxRowBytes, OnMalformedRecord = record => _isUnterminated |= record.Reason == CsvMalformedReason.UnterminatedQuote },
        leaveOpen: true);

    public static async Task<FeedSurvey> SurveyAsync(Stream feed, FeedColumns columns, CancellationToken stop)
    {
        using var table = new CsvFeed(feed);
        var header = await table.ReadHeaderAsync(columns, stop);
        var (hasValue, hasText) = (new bool[header.Length], new bool[header.Length]);
        var rows = 0L;
        try
        {
            for (; await table.ReadAsync(rows, stop); rows++)
            {
                for (var column = 0; column < header.Length && table._reader.FieldCount == header.Length; column++)
                {
                    if (!hasText[column] && table.TextOf(column) is { } text)
                    {
                        hasValue[column] = true;
                        hasText[column] = !NumberText.IsNumber(text);
                    }
                }
            }
        }
        catch (FeedException)
        {
            // Whoever reads the rows meets it again, and says so.
        }

        return new FeedSurvey(rows, header.Where((_, column) => hasValue[column] && !hasText[column]).ToHashSet(StringComparer.Ordinal));
    }

    public static async IAsyncEnumerable<FeedRow> ReadAsync(
        Stream feed, FeedColumns columns, IReadOnlySet<string> numeric, IReadOnlyDictionary<string, string> declared, [EnumeratorCancellation] CancellationToken stop)
    {
        using var table = new CsvFeed(feed);
        var header = await table.ReadHeaderAsync(columns, stop);
        var choice = ColumnChoice.Of(header, columns);
        var (id, image) = (Array.IndexOf(header, choice.Id), Array.IndexOf(header, choice.Image));
        for (var number = 1L; await table.ReadAsync(number - 1, stop); number++)
        {
            var fields = table._reader.FieldCount;
            yield return fields == header.Length
                ? new FeedRow(number, table.TextOf(id), table.TextOf(image), table.Attributes(header, choice, columns, numeric, declared))
                : new FeedRow(number, id < fields ? table.TextOf(id) : null, null, default)
                {
                    Trouble = $"The row has {fields} fields, but the header has {header.Length}. Put fields that hold a delimiter into double quotes.",
                };
        }
    }

    public void Dispose() => _reader.Dispose();

    ReadOnlyMemory<byte> Attributes(
        string[] header, ColumnChoice choice, FeedColumns columns, IReadOnlySet<string> numeric, IReadOnlyDictionary<string, string> declared)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        for (var column = 0; column < header.Length; column++)
        {
            if (choice.IsAttribute(header[column], columns) && TextOf(column) is { } text)
            {
                json.WritePropertyName(header[column]);
                WriteValue(json, text, declared.GetValueOrDefault(header[column]), numeric.Contains(header[column]));
            }
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>A text as what it is declared to be; what it cannot be stays a text, which the catalogue then refuses.</summary>
    static void WriteValue(Utf8JsonWriter json, string text, string? type, bool isNumeric)
    {
        switch (type)
        {
            case CatalogSchema.Bool when bool.TryParse(text, out var value):
                json.WriteBooleanValue(value);
                break;
            case CatalogSchema.Number when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case CatalogSchema.Tags:
                json.WriteStartArray();
                Array.ForEach(text.Split(TagDivider, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), json.WriteStringValue);
                json.WriteEndArray();
                break;
            case null when isNumeric:
                json.WriteRawValue(text);
                break;
            default:
                json.WriteStringValue(text);
                break;
        }
    }

    string? TextOf(int column) => _reader.GetString(column).Trim() is { Length: > 0 } text ? text : null;

    async Task<string[]> ReadHeaderAsync(FeedColumns columns, CancellationToken stop)
    {
        try
        {
            await _reader.ReadHeaderAsync(stop);
        }
        catch (CsvFormatException exception)
        {
            throw Broken(0, exception);
        }

        var header = _reader.Headers.ToArray().Select(name => name.Trim()).ToArray();
        if (header.Length > MaxColumns)
        {
            throw new FeedException($"The feed has {header.Length:N0} columns; at most {MaxColumns:N0} are taken. Leave out those that nobody asks for.");
        }

        if (Array.TrueForAll(header, name => name.Length == 0))
        {
            throw new FeedException("The feed is empty. Send a table with a header line.");
        }

        if (header.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Key.Length > 0 && same.Count() > 1) is { } twice)
        {
            throw new FeedException($"The feed has two columns '{twice.Key}'. Rename one.");
        }

        _ = ColumnChoice.Of(header, columns);
        return header;
    }

    async Task<bool> ReadAsync(long before, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        try
        {
            if (!await _reader.ReadAsync(stop))
            {
                return false;
            }
        }
        catch (CsvFormatException exception)
        {
            throw Broken(before, exception);
        }

        // A quote that is never closed takes the rest of the feed with it, as one row.
        return _isUnterminated ? throw Broken(before) : true;
    }

    static FeedException Broken(long before, Exception? inner = null) => new(
        $"The feed cannot be read after row {before}: a double quote is never closed, or a row has more than {MaxRowBytes:N0} bytes. Mend it there and begin again; what was stored stays.", inner);
}
