namespace FashionOrleans.Loader.Sources;

/// <summary>The files below a folder, in ordinal order of their names, folder by folder.</summary>
sealed class FolderSource(string root) : IPictureSource
{
    // Links to folders are not followed: one that points upwards would never end.
    static readonly EnumerationOptions NoLinks = new() { AttributesToSkip = FileAttributes.ReparsePoint };
    static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0 };

    public IEnumerable<SourceFile> Files() => Below(new DirectoryInfo(root), "");

    public void Dispose()
    {
    }

    static IEnumerable<SourceFile> Below(DirectoryInfo folder, string prefix)
    {
        var files = folder.GetFiles("*", Everything);
        Array.Sort(files, (left, right) => string.CompareOrdinal(left.Name, right.Name));
        foreach (var file in files) yield return new(prefix + file.Name, Length(file), file.OpenRead);

        var folders = folder.GetDirectories("*", NoLinks);
        Array.Sort(folders, (left, right) => string.CompareOrdinal(left.Name, right.Name));
        foreach (var below in folders)
        {
            foreach (var file in Below(below, $"{prefix}{below.Name}/")) yield return file;
        }
    }

    // The length of a linked file is that of its target; a broken link is found out when it is read.
    static long Length(FileInfo file) => file.LinkTarget is null ? file.Length : (file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo) is { Exists: true } target ? target.Length : 0;
}
