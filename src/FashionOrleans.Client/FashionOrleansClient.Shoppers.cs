using System.Globalization;

namespace FashionOrleans.Client;

public sealed partial class FashionOrleansClient
{
    /// <summary>Most events in one call of <see cref="RecordEventsAsync"/>.</summary>
    public const int MaxEvents = 100;

    /// <summary>Records what a shopper did, in the order given: all of it, or nothing.</summary>
    /// <param name="shopper">
    /// The shopper's id: 1..64 characters of A-Z a-z 0-9 . _ ~ -, chosen at random by the shop. Who knows it can read and change what is kept.
    /// </param>
    /// <param name="events">1..<see cref="MaxEvents"/> events.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many of the events were not known yet.</returns>
    /// <exception cref="ProblemException">For example <c>unknown_item</c>, <c>unknown_catalog</c>; nothing was recorded.</exception>
    public async Task<int> RecordEventsAsync(string shopper, IReadOnlyList<ShopperEvent> events, CancellationToken cancellationToken = default)
    {
        if (events.Count > MaxEvents) throw new ArgumentException($"A call has at most {MaxEvents} events, not {events.Count}: split it.", nameof(events));
        // Outside of the request's factory: a repeated attempt names the same events.
        var body = ShopperEventsBody.From(events);
        var reply = await SendAsync(
            () => Send(HttpMethod.Post, ShopperPath(shopper, "/events"), body, ClientJson.Default.ShopperEventsBody),
            ClientJson.Default.ShopperEventsReply,
            cancellationToken);
        return reply.Recorded;
    }

    /// <summary>All that is kept of a shopper.</summary>
    public Task<Shopper> GetShopperAsync(string shopper, CancellationToken cancellationToken = default) =>
        SendAsync(() => Get(ShopperPath(shopper)), ClientJson.Default.Shopper, cancellationToken);

    /// <summary>
    /// What a shopper may like, by taste alone. To let the taste count beside examples, see <see cref="RecommendationRequest.Shopper"/>.
    /// </summary>
    /// <param name="shopper">The shopper's id.</param>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="k">How many results, 1..1000.</param>
    /// <param name="filter">Only items that match are searched.</param>
    /// <param name="diversity">0 ranks by similarity alone; towards 1 the results differ more from one another.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ProblemException"><c>no_taste</c>: nothing is known of what the shopper likes.</exception>
    public Task<RecommendationReply> RecommendForShopperAsync(
        string shopper, string catalog, int k = 5, Filter? filter = null, double diversity = 0, CancellationToken cancellationToken = default)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"/recommendations?catalog={Uri.EscapeDataString(catalog)}&k={k}");
        if (filter is not null) query += $"&filter={Uri.EscapeDataString(filter.ToJson())}";
        if (diversity != 0) query += string.Create(CultureInfo.InvariantCulture, $"&diversity={diversity:R}");
        return SendAsync(() => Get(ShopperPath(shopper, query)), ClientJson.Default.RecommendationReply, cancellationToken);
    }

    /// <summary>Forgets a shopper wholly. Forgetting one that is not known does no harm.</summary>
    public Task ForgetShopperAsync(string shopper, CancellationToken cancellationToken = default) =>
        _sender.SendAsync(() => Delete(ShopperPath(shopper)), (_, _) => Task.FromResult(true), cancellationToken);
}
