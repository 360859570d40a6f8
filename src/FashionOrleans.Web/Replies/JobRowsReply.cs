namespace FashionOrleans.Web.Replies;

/// <summary>The rows of a job's feed: how many there are, and what became of those that are done with.</summary>
sealed record JobRowsReply(long? Total, long Read, long Stored, long Unchanged, long Refused);
