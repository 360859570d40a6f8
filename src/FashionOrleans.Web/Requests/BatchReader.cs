using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Problems;

namespace FashionOrleans.Web.Requests;

/// <summary>Reads a batch of items from either form: MessagePack or JSON.</summary>
static class BatchReader
{
    public const int MaxItems = 1000;
    public const string MessagePackType = "application/x-msgpack";

    /// <exception cref="RequestProblem">The body as a whole cannot be read, or is too large.</exception>
    public static async Task<IReadOnlyList<ParsedItem>> ReadAsync(HttpRequest request, WebSettings settings, CancellationToken stop)
    {
        var body = await RequestBody.ReadAsync(request, settings.MaxBatchBytes, stop);
        var mediaType = request.ContentType?.Split(';')[0].Trim();
        var items = mediaType switch
        {
            MessagePackType or "application/msgpack" or "application/vnd.msgpack" => new MessagePackBatch(body).Read(),
            "application/json" => JsonBatch.Read(body),
            _ => throw new RequestProblem(
                415, HttpCodes.UnsupportedMediaType, $"Send {MessagePackType} or application/json; the content type is '{request.ContentType}'."),
        };
        return items.Count is >= 1 and <= MaxItems
            ? items
            : throw TooMany(items.Count);
    }

    /// <summary>Reads items of a backup, which come as MessagePack.</summary>
    /// <exception cref="RequestProblem">The body as a whole cannot be read, or is too large.</exception>
    public static async Task<IReadOnlyList<ParsedItem>> ReadRestoreAsync(HttpRequest request, WebSettings settings, CancellationToken stop)
    {
        var items = new MessagePackBatch(await RequestBody.ReadAsync(request, settings.MaxBatchBytes, stop)).Read(isRestore: true);
        return items.Count is >= 1 and <= MaxItems ? items : throw TooMany(items.Count);
    }

    public static RequestProblem TooMany(long count) => new(
        count == 0 ? 400 : 413, HttpCodes.BatchTooLarge, $"The batch has {count:N0} items; send 1 to {MaxItems:N0} at a time.");
}
