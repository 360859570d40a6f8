namespace FashionOrleans.Client;

/// <summary>The JSON form of a list of events.</summary>
sealed record ShopperEventsBody(IReadOnlyList<ShopperEventBody> Events)
{
    public static ShopperEventsBody From(IReadOnlyList<ShopperEvent> events)
    {
        var call = Guid.NewGuid();
        return new([.. events.Select((happened, place) => new ShopperEventBody(
            happened.Id ?? $"{call:n}/{place}", NameOf(happened.Type), happened.Catalog, happened.Item))]);
    }

    static string NameOf(ShopperEventType type) => type switch
    {
        ShopperEventType.View => "view",
        ShopperEventType.Like => "like",
        ShopperEventType.Dislike => "dislike",
        ShopperEventType.Clear => "clear",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a type of event."),
    };
}
