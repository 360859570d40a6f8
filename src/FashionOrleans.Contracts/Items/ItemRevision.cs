namespace FashionOrleans.Contracts;

/// <summary>The revision that the writer of an item gave it.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Revision">The revision, or null when the writer gave none.</param>
/// <param name="HasPicture">Whether a picture is kept with the item.</param>
[GenerateSerializer, Immutable]
public sealed record ItemRevision(string Id, string? Revision, bool HasPicture);
