using System.Globalization;

namespace FashionOrleans.Client;

public sealed partial class FashionOrleansClient
{
    /// <summary>A whole catalogue as of one moment, as a tar: items, vectors, pictures and, as the last file, <c>manifest.json</c>.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="read">Reads the tar, asynchronously, as it comes; every reading waits for <see cref="FashionOrleansClientOptions.AttemptTimeout"/> at most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <remarks>It is asked for once: what breaks off in the middle begins anew, with another moment.</remarks>
    /// <exception cref="ProblemException"><c>unknown_catalog</c>, or too many exports are under way.</exception>
    /// <exception cref="ServerUnreachableException">There was no answer, or it broke off.</exception>
    public Task ExportCatalogAsync(string catalog, Func<Stream, CancellationToken, Task> read, CancellationToken cancellationToken = default) =>
        ExportCatalogAsync(catalog, read, shoppers: false, cancellationToken);

    /// <summary>A whole catalogue as of one moment, and, where it is asked for, what shoppers said of its items.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="read">Reads the tar, asynchronously, as it comes; every reading waits for <see cref="FashionOrleansClientOptions.AttemptTimeout"/> at most.</param>
    /// <param name="shoppers">Whether shoppers' likes, dislikes and views of the catalogue are in it: personal data.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ProblemException"><c>unknown_catalog</c>, or too many exports are under way.</exception>
    /// <exception cref="ServerUnreachableException">There was no answer, or it broke off.</exception>
    public Task ExportCatalogAsync(string catalog, Func<Stream, CancellationToken, Task> read, bool shoppers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        return _sender.StreamAsync(() => Get(CatalogPath(catalog, shoppers ? ":export?shoppers=true" : ":export")), Server, read, cancellationToken);
    }

    /// <summary>Most shoppers in one call of <see cref="RestoreShoppersAsync"/>.</summary>
    public const int MaxRestoredShoppers = 100;

    /// <summary>Adds what a backup has of shoppers, as of the times when they said it. What they have said since stays.</summary>
    /// <param name="catalog">The catalogue that the items are of.</param>
    /// <param name="shoppers">1..<see cref="MaxRestoredShoppers"/> shoppers, each once.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many of them had something that was not known yet.</returns>
    public async Task<int> RestoreShoppersAsync(string catalog, IReadOnlyList<ShopperBackup> shoppers, CancellationToken cancellationToken = default)
    {
        if (shoppers.Count > MaxRestoredShoppers)
            throw new ArgumentException($"A call has at most {MaxRestoredShoppers} shoppers, not {shoppers.Count}: split it.", nameof(shoppers));
        var body = new ShoppersRestoreBody(shoppers);
        var reply = await SendAsync(
            () => Send(HttpMethod.Post, CatalogPath(catalog, "/shoppers:restore"), body, ClientJson.Default.ShoppersRestoreBody),
            ClientJson.Default.ShoppersRestoreReply,
            cancellationToken);
        return reply.Restored;
    }

    /// <summary>Stores items of a backup as they are, in one request.</summary>
    /// <returns>One result an item, in the order of <paramref name="items"/>.</returns>
    /// <exception cref="ArgumentException">More than <see cref="MaxBatchItems"/> items or <see cref="MaxBatchBytes"/> bytes.</exception>
    public Task<IReadOnlyList<ItemResult>> RestoreItemsAsync(
        string catalog, IReadOnlyList<ItemBackup> items, CancellationToken cancellationToken = default) =>
        SendBatchAsync(CatalogPath(catalog, "/items:restore"), items, item => item.Id, item => item.MaxEncodedBytes, RestoreEncoder.Write, cancellationToken);

    /// <summary>Items whose rows were damaged and were moved aside.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="limit">How many at most, 1..10,000.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<QuarantinedItem>> ListQuarantineAsync(string catalog, int limit = 100, CancellationToken cancellationToken = default)
    {
        var path = CatalogPath(catalog, string.Create(CultureInfo.InvariantCulture, $"/quarantine?limit={limit}"));
        return (await SendAsync(() => Get(path), ClientJson.Default.QuarantineList, cancellationToken)).Items;
    }
}
