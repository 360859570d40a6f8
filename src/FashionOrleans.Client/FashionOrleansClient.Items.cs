using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace FashionOrleans.Client;

public sealed partial class FashionOrleansClient
{
    /// <summary>Most items in one call of <see cref="UpsertItemsAsync"/>.</summary>
    public const int MaxBatchItems = 1_000;

    /// <summary>Most bytes in one call of <see cref="UpsertItemsAsync"/>.</summary>
    public const int MaxBatchBytes = 32_000_000;

    /// <summary>Most ids in one call of <see cref="LookupItemsAsync"/>.</summary>
    public const int MaxLookupIds = 10_000;

    /// <summary>Stores one item with a picture or the address of one, or replaces it.</summary>
    /// <exception cref="ArgumentException">The item has neither; an embedding goes by <see cref="UpsertItemsAsync"/>.</exception>
    public Task UpsertItemAsync(string catalog, ItemUpload item, CancellationToken cancellationToken = default)
    {
        if (item is { Picture: null, ImageUrl: null }) throw new ArgumentException("Give the item a picture, or use UpsertItemsAsync.", nameof(item));
        return _sender.SendAsync(
            () =>
            {
                var form = new MultipartFormDataContent
                {
                    { new StringContent(JsonSerializer.Serialize(item.Attributes, ClientJson.Default.IReadOnlyDictionaryStringAttributeValue)), "attributes" },
                };
                if (item.Picture is { } picture) form.Add(PictureContent(picture), "image", "picture");
                if (item.ImageUrl is { } url) form.Add(new StringContent(url.AbsoluteUri), "imageUrl");
                if (item.Revision is { } revision) form.Add(new StringContent(revision), "revision");
                return new HttpRequestMessage(HttpMethod.Put, Relative(ItemPath(catalog, item.Id))) { Content = form };
            },
            (_, _) => Task.FromResult(true),
            cancellationToken);
    }

    /// <summary>
    /// Stores many items in one MessagePack request. One bad item never fails the others: see its
    /// <see cref="ItemResult"/>.
    /// </summary>
    /// <returns>One result an item, in the order of <paramref name="items"/>.</returns>
    /// <exception cref="ArgumentException">More than <see cref="MaxBatchItems"/> items or <see cref="MaxBatchBytes"/> bytes.</exception>
    public Task<IReadOnlyList<ItemResult>> UpsertItemsAsync(
        string catalog, IReadOnlyList<ItemUpload> items, CancellationToken cancellationToken = default) =>
        SendBatchAsync(CatalogPath(catalog, "/items:batch"), items, item => item.Id, item => item.MaxEncodedBytes, BatchEncoder.Write, cancellationToken);

    async Task<IReadOnlyList<ItemResult>> SendBatchAsync<T>(
        string path,
        IReadOnlyList<T> items,
        Func<T, string> id,
        Func<T, int> maxBytes,
        Action<IReadOnlyList<T>, IBufferWriter<byte>> write,
        CancellationToken cancellationToken)
    {
        if (items.Count == 0) return [];
        if (items.Count > MaxBatchItems)
            throw new ArgumentException($"A batch has at most {MaxBatchItems} items, not {items.Count}: split it.", nameof(items));

        var buffer = new ArrayBufferWriter<byte>(items.Sum(maxBytes) + 64);
        write(items, buffer);
        if (buffer.WrittenCount > MaxBatchBytes)
            throw new ArgumentException($"A batch has at most {MaxBatchBytes} bytes, not {buffer.WrittenCount}: split it.", nameof(items));

        var reply = await SendAsync(
            () =>
            {
                var content = new ReadOnlyMemoryContent(buffer.WrittenMemory);
                content.Headers.ContentType = new MediaTypeHeaderValue(BatchEncoder.MediaType);
                return new HttpRequestMessage(HttpMethod.Post, Relative(path)) { Content = content };
            },
            ClientJson.Default.BatchReply,
            cancellationToken);
        return InOrder([.. items.Select(id)], reply.Results);
    }

    /// <summary>Which of the items exist, and at which revision.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="ids">At most <see cref="MaxLookupIds"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The ones that exist, in no particular order.</returns>
    public async Task<IReadOnlyList<ItemRevision>> LookupItemsAsync(
        string catalog, IReadOnlyList<string> ids, CancellationToken cancellationToken = default)
    {
        if (ids.Count == 0) return [];
        if (ids.Count > MaxLookupIds)
            throw new ArgumentException($"A lookup has at most {MaxLookupIds} ids, not {ids.Count}: split it.", nameof(ids));
        var reply = await SendAsync(
            () => Send(HttpMethod.Post, CatalogPath(catalog, "/items:lookup"), new LookupQuery(ids), ClientJson.Default.LookupQuery),
            ClientJson.Default.LookupReply,
            cancellationToken);
        return reply.Items;
    }

    /// <summary>An item, or null when there is none of that id.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="id">The item's id.</param>
    /// <param name="withEmbedding">True to get its embedding too.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Item?> FindItemAsync(string catalog, string id, bool withEmbedding = false, CancellationToken cancellationToken = default)
    {
        try
        {
            var path = ItemPath(catalog, id, withEmbedding ? "?embedding=true" : "");
            return await SendAsync(() => Get(path), ClientJson.Default.Item, cancellationToken);
        }
        catch (ProblemException problem) when (problem.Code == ProblemCodes.UnknownItem)
        {
            return null;
        }
    }

    /// <summary>Some items, as a shop window shows them.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="limit">How many at most, 1..200.</param>
    /// <param name="seed">The same seed over the same items gives the same choice.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Items without their revisions and embeddings.</returns>
    public async Task<IReadOnlyList<Item>> SampleItemsAsync(string catalog, int limit = 24, int seed = 0, CancellationToken cancellationToken = default)
    {
        var path = CatalogPath(catalog, string.Create(CultureInfo.InvariantCulture, $"/items?limit={limit}&seed={seed}"));
        return (await SendAsync(() => Get(path), ClientJson.Default.ItemList, cancellationToken)).Items;
    }

    /// <summary>The bytes of an item's picture.</summary>
    /// <exception cref="ProblemException"><c>unknown_item</c>, or the item has no picture.</exception>
    public Task<byte[]> GetItemPictureAsync(string catalog, string id, CancellationToken cancellationToken = default) =>
        _sender.SendAsync(
            () => Get(ItemPath(catalog, id, "/image")),
            (response, token) => response.Content.ReadAsByteArrayAsync(token),
            cancellationToken);

    /// <summary>Deletes an item.</summary>
    /// <returns>
    /// True when it was deleted, false when there was none; also false when the first answer was lost on the way.
    /// </returns>
    public async Task<bool> DeleteItemAsync(string catalog, string id, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _sender.SendAsync(() => Delete(ItemPath(catalog, id)), (_, _) => Task.FromResult(true), cancellationToken);
        }
        catch (ProblemException problem) when (problem.Code == ProblemCodes.UnknownItem)
        {
            return false;
        }
    }

    static IReadOnlyList<ItemResult> InOrder(IReadOnlyList<string> ids, IReadOnlyList<ItemResult> results)
    {
        if (results.Count == ids.Count && ids.Zip(results).All(pair => pair.First == pair.Second.Id)) return results;
        var byId = results.DistinctBy(result => result.Id).ToDictionary(result => result.Id, StringComparer.Ordinal);
        return [.. ids.Select(id => byId.GetValueOrDefault(id)
            ?? new(id, "refused", ProblemCodes.NoResult, "The server's reply does not mention the item; send it again."))];
    }
}
