namespace FashionOrleans.Backup;

/// <summary>The tar of an export ended before its last file: whoever sent it has lost the export, or the connection.</summary>
public sealed class InterruptedExportException : Exception
{
    /// <summary>An export that broke off.</summary>
    public InterruptedExportException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
