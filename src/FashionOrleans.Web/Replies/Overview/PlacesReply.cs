namespace FashionOrleans.Web.Replies;

/// <summary>Queries that a silo coordinates; those refused are counted since it started.</summary>
sealed record PlacesReply(int Running, int Waiting, long Refused, int MaxRunning, int MaxWaiting);
