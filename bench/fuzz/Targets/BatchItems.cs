using FashionOrleans.Contracts;
using FashionOrleans.Search;
using FashionOrleans.Web.Requests;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>Goes on with what a batch's reader returned, as storing the items does.</summary>
static class BatchItems
{
    /// <exception cref="InvalidOperationException">The reader returned more than a batch may have, or an item that is neither accepted nor refused.</exception>
    public static void Read(IReadOnlyList<ParsedItem> items)
    {
        if (items.Count > BatchReader.MaxItems)
        {
            throw new InvalidOperationException($"A batch of {items.Count} items was read.");
        }

        foreach (var item in items)
        {
            if (item.Upload is not { } upload)
            {
                if (item.Refusal is not { Stored: false, Detail.Length: > 0 })
                {
                    throw new InvalidOperationException("An item was neither accepted nor refused.");
                }

                continue;
            }

            _ = ItemId.IsValid(upload.Id);
            try
            {
                AttributeSet.Parse(upload.Attributes.Span);
            }
            catch (AttributeFormatException)
            {
                // That item alone is refused.
            }
        }
    }
}
