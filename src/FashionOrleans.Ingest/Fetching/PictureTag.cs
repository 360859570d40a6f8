namespace FashionOrleans.Ingest.Fetching;

/// <summary>What a server said of a file, word for word: shown to it again, it tells whether the file has changed.</summary>
/// <param name="ETag">The header <c>ETag</c>; null where there was none, or a very long one.</param>
/// <param name="LastModified">The header <c>Last-Modified</c>.</param>
public sealed record PictureTag(string? ETag, string? LastModified)
{
    /// <summary>The longest value that is remembered, in characters.</summary>
    public const int MaxLength = 512;
}
