using System.Collections.Frozen;

namespace FashionOrleans.Loader.Sources;

/// <summary>Tells pictures from what else lies in a data set's folders.</summary>
static class FileKinds
{
    static readonly FrozenSet<string> PictureExtensions = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".heif");

    static readonly FrozenSet<string> JunkNames = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, ".DS_Store", "Thumbs.db", "desktop.ini", "ehthumbs.db");

    public static FileKind Of(string path)
    {
        var name = Path.GetFileName(path);
        if (IsBelowMacResources(path) || name.StartsWith("._", StringComparison.Ordinal) || JunkNames.Contains(name)) return FileKind.Junk;
        return HasPictureExtension(path) ? FileKind.Picture : FileKind.Other;
    }

    public static bool HasPictureExtension(string path) => PictureExtensions.Contains(Path.GetExtension(path));

    static bool IsBelowMacResources(string path) =>
        path.StartsWith("__MACOSX/", StringComparison.Ordinal) || path.Contains("/__MACOSX/", StringComparison.Ordinal);
}
