using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using FashionOrleans.Web.Problems;

namespace FashionOrleans.Web.Requests;

/// <summary>Reads a whole request body within a limit, also when the client does not say its length.</summary>
static class RequestBody
{
    const int SmallBody = 1 << 14;

    /// <exception cref="RequestProblem">The body is longer than <paramref name="limit"/>.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, long limit, CancellationToken stop)
    {
        using var buffer = new MemoryStream((int)Math.Min(request.ContentLength ?? SmallBody, limit));
        var chunk = new byte[SmallBody];
        while (await request.Body.ReadAsync(chunk, stop) is var read and > 0)
        {
            if (buffer.Length + read > limit)
            {
                throw new RequestProblem(
                    StatusCodes.Status413PayloadTooLarge, HttpCodes.RequestTooLarge, $"The request is larger than {limit:N0} bytes. Send less at a time.");
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    /// <exception cref="RequestProblem">The body is no JSON of that shape.</exception>
    public static async Task<T> ReadJsonAsync<T>(HttpRequest request, JsonTypeInfo<T> type, long limit, CancellationToken stop)
    {
        var body = await ReadAsync(request, limit, stop);
        RequireUtf8(body.Span);
        try
        {
            return JsonSerializer.Deserialize(body.Span, type) ?? throw InvalidJson("The body is 'null'; a JSON object is expected.");
        }
        catch (JsonException exception)
        {
            throw InvalidJson($"The body cannot be read as JSON of the expected shape at {exception.Path ?? "$"}: {Shorten(exception.Message)}");
        }
    }

    /// <summary>The parser takes texts that are no UTF-8, and fails when they are read.</summary>
    /// <exception cref="RequestProblem">The body is no UTF-8.</exception>
    public static void RequireUtf8(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
        {
            throw InvalidJson("The body is no valid UTF-8, as JSON has to be. Check how its texts were encoded.");
        }
    }

    public static RequestProblem InvalidJson(string message) => new(StatusCodes.Status400BadRequest, HttpCodes.InvalidJson, message);

    // The serializer appends the place a second time, and names our types.
    static string Shorten(string message)
    {
        var path = message.IndexOf(" Path: ", StringComparison.Ordinal);
        var text = path < 0 ? message : message[..path];
        var type = text.IndexOf(" contained in type ", StringComparison.Ordinal);
        return type < 0 ? text : text[..type] + ".";
    }
}
