namespace FashionOrleans.Web.Replies;

/// <summary>Jobs, the newest first.</summary>
sealed record JobListReply(IReadOnlyList<JobReply> Jobs);
