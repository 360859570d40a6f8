namespace FashionOrleans.Backup;

/// <summary>Where the files of a backup go, one after the other.</summary>
public interface IBackupSink
{
    /// <summary>Writes a whole file.</summary>
    Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);
}
