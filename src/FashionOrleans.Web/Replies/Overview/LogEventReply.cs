namespace FashionOrleans.Web.Replies;

/// <summary>A warning or an error; of a silo, or of the web that answers.</summary>
sealed record LogEventReply(DateTimeOffset At, string Source, string Level, string Category, string Event, string Message, int Count);
