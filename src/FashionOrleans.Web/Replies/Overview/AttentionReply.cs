namespace FashionOrleans.Web.Replies;

/// <summary>Something to look after: <c>alert</c> when users notice it or soon will, else <c>warning</c>. The code is a heading of docs/operating.md.</summary>
sealed record AttentionReply(string Level, string Code, string Text);
