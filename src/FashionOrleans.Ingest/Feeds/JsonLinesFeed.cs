using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FashionOrleans.Contracts;

namespace FashionOrleans.Ingest.Feeds;

/// <summary>A JSON object a line. A member <c>attributes</c> that is an object counts as if its members stood beside it.</summary>
static class JsonLinesFeed
{
    const int MaxLineBytes = 1 << 20;
    const int MaxDepth = 8;
    const string Nested = "attributes";
    static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    public static async Task<long> CountAsync(Stream feed, CancellationToken stop)
    {
        var rows = 0L;
        await foreach (var _ in LinesAsync(feed, stop))
        {
            rows++;
        }

        return rows;
    }

    public static async IAsyncEnumerable<FeedRow> ReadAsync(Stream feed, FeedColumns columns, [EnumeratorCancellation] CancellationToken stop)
    {
        var number = 0L;
        await foreach (var line in LinesAsync(feed, stop))
        {
            number++;
            yield return line is { } bytes
                ? Read(number, bytes, columns)
                : new FeedRow(number, null, null, default) { Trouble = $"The line is longer than {MaxLineBytes:N0} bytes. Leave out what nobody asks for." };
        }
    }

    static FeedRow Read(long number, byte[] line, FeedColumns columns)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Options);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root)
            {
                return new FeedRow(number, null, null, default) { Trouble = "The line is JSON, but no object. Write each item as an object on a line of its own." };
            }

            string[] present = [.. root.EnumerateObject().Select(member => member.Name)];
            var id = columns.Id ?? ColumnChoice.First(present, FeedColumns.IdNames);
            var image = columns.Image ?? ColumnChoice.First(present, FeedColumns.ImageNames);
            return new FeedRow(number, TextOf(root, id), TextOf(root, image), Attributes(root, new ColumnChoice(id ?? "", image), columns));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is no UTF-16.
            return new FeedRow(number, null, null, default) { Trouble = "The line is no valid JSON. Write each item as an object on a line of its own, in UTF-8, no name twice." };
        }
    }

    static string? TextOf(JsonElement root, string? name) => name is not null && root.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;

    static ReadOnlyMemory<byte> Attributes(JsonElement root, ColumnChoice choice, FeedColumns columns)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        foreach (var member in root.EnumerateObject())
        {
            if (member is { Name: Nested, Value.ValueKind: JsonValueKind.Object })
            {
                Write(json, member.Value.EnumerateObject().Where(inner => columns.Attributes.IsDefaultOrEmpty || columns.Attributes.Contains(inner.Name)));
            }
            else if (choice.IsAttribute(member.Name, columns))
            {
                Write(json, [member]);
            }
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    static void Write(Utf8JsonWriter json, IEnumerable<JsonProperty> members)
    {
        foreach (var member in members.Where(member => member.Value.ValueKind != JsonValueKind.Null))
        {
            member.WriteTo(json);
        }
    }

    /// <summary>The lines that are not blank; null for one that is too long.</summary>
    static async IAsyncEnumerable<byte[]?> LinesAsync(Stream feed, [EnumeratorCancellation] CancellationToken stop)
    {
        var reader = PipeReader.Create(feed, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        var isTooLong = false;
        while (true)
        {
            var result = await reader.ReadAsync(stop);
            var buffer = result.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, end);
                if (isTooLong || line.Length > MaxLineBytes)
                {
                    yield return null;
                }
                else if (Trimmed(line) is { Length: > 0 } text)
                {
                    yield return text;
                }

                isTooLong = false;
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            if (buffer.Length > MaxLineBytes)
            {
                isTooLong = true;
                buffer = buffer.Slice(buffer.End);
            }

            if (result.IsCompleted)
            {
                if (isTooLong)
                {
                    yield return null;
                }
                else if (Trimmed(buffer) is { Length: > 0 } last)
                {
                    yield return last;
                }

                break;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }

        await reader.CompleteAsync();
    }

    static byte[] Trimmed(ReadOnlySequence<byte> line)
    {
        ReadOnlySpan<byte> bytes = line.ToArray();
        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        return bytes.Trim(" \t\r"u8).ToArray();
    }
}
