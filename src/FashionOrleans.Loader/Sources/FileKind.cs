namespace FashionOrleans.Loader.Sources;

/// <summary>What a file of a source is, judged by its path alone.</summary>
enum FileKind
{
    /// <summary>Has the extension of a picture format.</summary>
    Picture,

    /// <summary>Left behind by an operating system: <c>__MACOSX</c>, <c>.DS_Store</c>, <c>Thumbs.db</c>, …</summary>
    Junk,

    /// <summary>Anything else, such as the metadata file.</summary>
    Other,
}
