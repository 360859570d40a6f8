namespace FashionOrleans.Load;

/// <summary>
/// What shoppers and a shop do in the course of an hour: half of it queries by id, an eighth by picture, and the rest items that come, change and go,
/// and shoppers' events. Items that come and go are of a fixed set, and shoppers are so few that the last events that are kept of each are complete within
/// half an hour: what a server keeps does not grow by itself.
/// </summary>
/// <param name="requests">The requests.</param>
/// <param name="ids">Items that stay.</param>
/// <param name="pictures">Pictures to ask with and to store.</param>
sealed class SoakMix(Requests requests, string[] ids, byte[][] pictures)
{
    const int ComingItems = 500;
    const int Shoppers = 12;
    static readonly string[] Events = ["view", "view", "view", "like", "dislike", "clear"];

    /// <summary>Sends the n-th request; deleting an item that is not there is answered with 404, which is right.</summary>
    public async Task<HttpResponseMessage> SendAsync(int number, CancellationToken stop)
    {
        var random = new Random(number);
        var (id, picture) = (ids[random.Next(ids.Length)], pictures[random.Next(pictures.Length)]);
        var (coming, shopper) = ($"soak-{random.Next(ComingItems)}", $"soak-{random.Next(Shoppers)}");
        return random.Next(16) switch
        {
            < 8 => await requests.ByIdAsync(id, stop),
            < 10 => await requests.ByPictureAsync(picture, stop),
            < 12 => await requests.UpsertAsync(coming, picture, $$"""{ "soak": true, "price": {{random.Next(100)}}, "colour": "{{"red green blue".Split()[random.Next(3)]}}" }""", stop),
            < 13 => Forgive(await requests.DeleteAsync(coming, stop)),
            < 15 => await requests.RecordAsync(shopper, Events[random.Next(Events.Length)], id, stop),
            _ => await requests.ForShopperAsync(shopper, id, stop),
        };
    }

    static HttpResponseMessage Forgive(HttpResponseMessage reply)
    {
        if (reply.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            reply.StatusCode = System.Net.HttpStatusCode.NoContent;
        }

        return reply;
    }
}
