namespace FashionOrleans.Backup;

/// <summary>A backup cannot be read: a sentence that names the file.</summary>
public sealed class BackupException : Exception
{
    /// <summary>A backup that cannot be read.</summary>
    public BackupException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
