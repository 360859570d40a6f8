namespace FashionOrleans.Web.Replies;

/// <summary>A refused row.</summary>
sealed record RefusedRowReply(long Row, string? Id, string Code, string Detail);
