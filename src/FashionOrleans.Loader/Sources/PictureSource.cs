namespace FashionOrleans.Loader.Sources;

/// <summary>Opens what <c>--images</c> names.</summary>
static class PictureSource
{
    /// <exception cref="InputException">There is nothing at <paramref name="path"/>, or it is neither a folder nor a zip.</exception>
    public static IPictureSource Open(string path)
    {
        if (Directory.Exists(path)) return new FolderSource(path);
        if (!File.Exists(path)) throw new InputException($"There is no folder and no file at '{path}'. Give --images a folder of pictures or a zip of one.");
        return ZipSource.Open(path);
    }
}
