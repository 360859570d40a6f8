namespace FashionOrleans.Web.Replies;

/// <summary>The parts of a picture that may show garments, best first, and how they were found.</summary>
sealed record BoxesReply(IEnumerable<BoxReply> Boxes, string Method);
