namespace FashionOrleans.Client;

/// <summary>A stored item and the revision that its writer gave it.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Revision">The text given in <see cref="ItemUpload.Revision"/>, null when none was given.</param>
public sealed record ItemRevision(string Id, string? Revision);
