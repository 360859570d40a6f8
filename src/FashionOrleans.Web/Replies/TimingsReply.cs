namespace FashionOrleans.Web.Replies;

/// <summary>Where the time went, in milliseconds.</summary>
sealed record TimingsReply(double EmbedMs, double SearchMs, double TotalMs);
