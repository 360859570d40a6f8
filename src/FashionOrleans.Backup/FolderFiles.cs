namespace FashionOrleans.Backup;

/// <summary>A backup in a folder.</summary>
sealed class FolderFiles(string folder) : IBackupFiles
{
    public string Describe(string name) => Path.Combine(folder, name);

    public Stream? Open(string name) => Path.Combine(folder, name) is var path && File.Exists(path) ? File.OpenRead(path) : null;
}
