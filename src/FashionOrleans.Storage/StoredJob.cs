namespace FashionOrleans.Storage;

/// <summary>A job as the store keeps it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Catalog">The catalogue's name.</param>
/// <param name="Epoch">Raised by each claim: whoever claimed it last may write.</param>
/// <param name="HasEnded">Whether nothing is left to do.</param>
/// <param name="Record">What the grain keeps of it.</param>
public sealed record StoredJob(Guid Id, string Catalog, long Epoch, bool HasEnded, string Record);
