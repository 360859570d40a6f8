namespace FashionOrleans.Ingest.Fetching;

/// <summary>What came of fetching a picture.</summary>
/// <param name="Bytes">The file; empty where it has not changed.</param>
/// <param name="Tag">What the server said of it; null where it has not changed.</param>
/// <param name="NotModified">Whether the server says that the copy which is there already is the newest.</param>
public sealed record FetchedPicture(ReadOnlyMemory<byte> Bytes, PictureTag? Tag, bool NotModified);
