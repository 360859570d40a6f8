using System.ComponentModel;

namespace FashionOrleans.Web.Replies;

/// <summary>An attribute field.</summary>
sealed record FieldReply(
    string Name,
    [property: Description("keyword, number, bool or tags; several joined by + where the items disagree.")] string Type,
    [property: Description("The most frequent values.")] IReadOnlyList<string> Values,
    [property: Description("How many items have the field.")] int Items);
