using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FashionOrleans.Contracts;
using Parquet;
using Parquet.Serialization;

namespace FashionOrleans.Ingest.Feeds;

/// <summary>Parquet files, read one group of rows at a time.</summary>
static class ParquetFeed
{
    // A group of rows is in memory as a whole, and a few bytes of a file can claim to be very many.
    const long MaxGroupRows = 1_000_000;
    const long MaxGroupBytes = 512_000_000;
    const int MaxColumns = 1000;

    public static async Task<long> CountAsync(Stream feed, CancellationToken stop)
    {
        await using var reader = await OpenAsync(feed, stop);
        return reader.Metadata!.RowGroups.Sum(group => group.NumRows);
    }

    public static async IAsyncEnumerable<FeedRow> ReadAsync(Stream feed, FeedColumns columns, [EnumeratorCancellation] CancellationToken stop)
    {
        int groups;
        ColumnChoice choice;
        await using (var reader = await OpenAsync(feed, stop))
        {
            groups = reader.RowGroupCount;
            choice = ColumnChoice.Of([.. reader.Schema.Fields.Select(field => field.Name)], columns);
        }

        var number = 0L;
        for (var group = 0; group < groups; group++)
        {
            foreach (var row in await ReadGroupAsync(feed, group, number, stop))
            {
                number++;
                yield return new FeedRow(number, TextOf(row, choice.Id), TextOf(row, choice.Image), Attributes(row, choice, columns));
            }
        }
    }

    static async Task<ParquetReader> OpenAsync(Stream feed, CancellationToken stop)
    {
        feed.Position = 0;
        try
        {
            var reader = await ParquetReader.CreateAsync(feed, leaveStreamOpen: true, cancellationToken: stop);
            RequireBounded(reader);
            return reader;
        }
        catch (Exception exception) when (exception is not (FeedException or OperationCanceledException))
        {
            throw new FeedException("The feed is no Parquet file, or its end is missing. Write it anew and begin again.", exception);
        }
    }

    static void RequireBounded(ParquetReader reader)
    {
        if (reader.Schema.DataFields.Length > MaxColumns)
        {
            throw new FeedException($"The feed has more than {MaxColumns:N0} columns. Leave out those that nobody asks for.");
        }

        if (reader.Metadata!.RowGroups.Exists(group => group.NumRows is < 0 or > MaxGroupRows || group.TotalByteSize > MaxGroupBytes))
        {
            throw new FeedException($"A row group of the feed has more than {MaxGroupRows:N0} rows or {MaxGroupBytes:N0} bytes. Write it with smaller row groups.");
        }
    }

    static async Task<List<Dictionary<string, object?>>> ReadGroupAsync(Stream feed, int group, long before, CancellationToken stop)
    {
        try
        {
            feed.Position = 0;
            var rows = await ParquetSerializer.DeserializeUntypedAsync(feed, null, group, stop);
            return [.. rows.Data.Select(row => row.ToDictionary(field => field.Key, object? (field) => field.Value, StringComparer.Ordinal))];
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new FeedException($"The feed cannot be read after row {before}: its row group {group + 1} is damaged. Write it anew and begin again; what was stored stays.", exception);
        }
    }

    static string? TextOf(Dictionary<string, object?> row, string? column) => column is not null && row.GetValueOrDefault(column) is { } value
        ? Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null
        : null;

    static ReadOnlyMemory<byte> Attributes(Dictionary<string, object?> row, ColumnChoice choice, FeedColumns columns)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        foreach (var (column, value) in row)
        {
            if (value is not null && choice.IsAttribute(column, columns))
            {
                json.WritePropertyName(column);
                Write(json, value);
            }
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case float or double when !double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)):
                // JSON has no such number: the catalogue refuses the row by this text where a number is declared.
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal:
                json.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case DateTime date:
                json.WriteStringValue(date);
                break;
            case IEnumerable list and not byte[] and not IDictionary:
                json.WriteStartArray();
                foreach (var entry in list)
                {
                    json.WriteStringValue(Convert.ToString(entry, CultureInfo.InvariantCulture));
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
