using System.Text.Json;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Shoppers;

/// <summary>What is kept of a shopper in the store: the marks, and the last events so that none is recorded twice. Immutable.</summary>
/// <param name="Marks">The newest first.</param>
/// <param name="Events">Ids of events, the newest last, at most <see cref="MaxEvents"/>.</param>
sealed record ShopperRecord(IReadOnlyList<ShopperMark> Marks, IReadOnlyList<string> Events)
{
    /// <summary>Events that are remembered: several of the largest batches.</summary>
    public const int MaxEvents = 256;

    public static ShopperRecord Empty { get; } = new([], []);

    /// <exception cref="FashionOrleansException">It cannot be read (<see cref="ErrorCodes.ShopperDamaged"/>).</exception>
    public static ShopperRecord Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ShopperJson.Default.ShopperRecord) is { Marks: not null, Events: not null } record
                && !record.Events.Contains(null!)
                && record.Marks.All(mark => mark is { Catalog: not null, Item: not null, Kind: ShopperEventKind.Like or ShopperEventKind.Dislike or ShopperEventKind.View })
                ? record
                : throw new JsonException("Something is missing.");
        }
        catch (JsonException exception)
        {
            throw new FashionOrleansException(
                ErrorCodes.ShopperDamaged,
                $"What the store keeps of the shopper cannot be read ({exception.Message}) Forget the shopper with DELETE /api/v1/shoppers/ID, who then starts anew, or ask without the shopper.");
        }
    }

    public ReadOnlyMemory<byte> Write() => JsonSerializer.SerializeToUtf8Bytes(this, ShopperJson.Default.ShopperRecord);

    /// <summary>The record after those of the events that it has not seen.</summary>
    public (ShopperRecord Next, int Recorded) With(IEnumerable<ShopperEvent> events, DateTimeOffset now)
    {
        var seen = Events.ToHashSet(StringComparer.Ordinal);
        var remembered = Events.ToList();
        var marks = Marks.ToList();
        var recorded = 0;
        foreach (var happened in events.Where(happened => seen.Add(happened.Id)))
        {
            Apply(marks, happened, now);
            remembered.Add(happened.Id);
            recorded++;
        }

        return recorded == 0 ? (this, 0) : (new ShopperRecord(Bound(marks), [.. remembered.TakeLast(MaxEvents)]), recorded);
    }

    /// <summary>The record with marks of a backup; itself when it knows all of their items.</summary>
    public ShopperRecord WithRestored(IEnumerable<ShopperMark> restored)
    {
        // What the shopper has said since the backup counts.
        var known = Marks.Select(OpinionOrView).ToHashSet();
        var added = restored.Where(mark => known.Add(OpinionOrView(mark))).ToArray();
        return added.Length == 0 ? this : this with { Marks = Bound([.. Marks.Concat(added).OrderByDescending(mark => mark.At)]) };
    }

    static (string Catalog, string Item, bool IsView) OpinionOrView(ShopperMark mark) => (mark.Catalog, mark.Item, mark.Kind == ShopperEventKind.View);

    static void Apply(List<ShopperMark> marks, ShopperEvent happened, DateTimeOffset now)
    {
        bool IsOfItem(ShopperMark mark) => mark.Item == happened.Item && mark.Catalog == happened.Catalog;
        switch (happened.Kind)
        {
            case ShopperEventKind.Clear:
                marks.RemoveAll(IsOfItem);
                return;
            case ShopperEventKind.View:
                marks.RemoveAll(mark => mark.Kind == ShopperEventKind.View && IsOfItem(mark));
                break;
            default:
                // Who says again what holds already changes nothing.
                if (marks.Exists(mark => mark.Kind == happened.Kind && IsOfItem(mark)))
                {
                    return;
                }

                marks.RemoveAll(mark => mark.Kind != ShopperEventKind.View && IsOfItem(mark));
                break;
        }

        marks.Insert(0, new ShopperMark(happened.Kind, happened.Catalog, happened.Item, now));
    }

    static List<ShopperMark> Bound(List<ShopperMark> marks)
    {
        var room = new Dictionary<ShopperEventKind, int>
        {
            [ShopperEventKind.Like] = ShopperProfile.MaxLikes,
            [ShopperEventKind.Dislike] = ShopperProfile.MaxLikes,
            [ShopperEventKind.View] = ShopperProfile.MaxViews,
        };
        return marks.FindAll(mark => room[mark.Kind]-- > 0);
    }
}
