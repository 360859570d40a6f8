namespace FashionOrleans.Web.Replies;

/// <summary>Whether the process is ready, and why not.</summary>
sealed record HealthReply(string Status, IReadOnlyDictionary<string, string> Checks);
