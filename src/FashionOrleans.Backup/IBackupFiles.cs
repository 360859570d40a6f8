namespace FashionOrleans.Backup;

/// <summary>The files of a backup: those of a folder or of a tar.</summary>
interface IBackupFiles
{
    /// <summary>A sentence's name for a file.</summary>
    string Describe(string name);

    /// <summary>Opens a file; null when there is none of that name.</summary>
    Stream? Open(string name);
}
