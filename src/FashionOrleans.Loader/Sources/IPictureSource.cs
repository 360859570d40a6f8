namespace FashionOrleans.Loader.Sources;

/// <summary>A folder or an archive of pictures.</summary>
interface IPictureSource : IDisposable
{
    /// <summary>
    /// Every file, always in the same order. Contents are read one at a time, and only those of the enumeration's
    /// current file.
    /// </summary>
    IEnumerable<SourceFile> Files();
}
