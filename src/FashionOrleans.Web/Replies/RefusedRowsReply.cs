namespace FashionOrleans.Web.Replies;

/// <summary>Some refused rows of a job, and what to send as <c>after</c> for more; null where there are no more.</summary>
sealed record RefusedRowsReply(IReadOnlyList<RefusedRowReply> Rows, long? Next);
