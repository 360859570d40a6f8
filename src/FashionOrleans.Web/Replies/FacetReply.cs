using System.ComponentModel;

namespace FashionOrleans.Web.Replies;

/// <summary>How often the values of a field occur among the items that a query admits.</summary>
sealed record FacetReply(
    string Field,
    [property: Description("Items that have a value in the field.")] long Items,
    [property: Description("The most frequent values, at most 100.")] IReadOnlyList<FacetValueReply> Values,
    [property: Description("How many values more there are.")] int OtherValues,
    [property: Description("The least number, where there are numbers.")] double? Minimum,
    [property: Description("The greatest number, where there are numbers.")] double? Maximum);
