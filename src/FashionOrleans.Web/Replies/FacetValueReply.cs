namespace FashionOrleans.Web.Replies;

/// <summary>A value of a field and the items that hold it.</summary>
sealed record FacetValueReply(string Value, long Count);
