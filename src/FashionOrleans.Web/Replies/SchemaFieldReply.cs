using System.ComponentModel;

namespace FashionOrleans.Web.Replies;

/// <summary>A field of a schema.</summary>
sealed record SchemaFieldReply(
    string Name,
    [property: Description("keyword, text, number, bool or tags; of a field that is not declared the kinds joined by + where its items disagree.")] string Type,
    [property: Description("Whether items that contradict the type are refused.")] bool Declared,
    [property: Description("Items that have the field.")] long Items);
