namespace FashionOrleans.Storage;

/// <summary>Where the picture of an item came from: what its server said of the file.</summary>
/// <param name="Id">The item.</param>
/// <param name="Revision">The revision of the item that was stored with that file; of any other revision it says nothing.</param>
/// <param name="ETag">The file's <c>ETag</c>, or null.</param>
/// <param name="LastModified">The file's <c>Last-Modified</c>, or null.</param>
public sealed record StoredSource(string Id, string Revision, string? ETag, string? LastModified);
