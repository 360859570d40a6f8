using System.Formats.Tar;
using System.Runtime.InteropServices;

namespace FashionOrleans.Backup;

/// <summary>Writes files into a tar, a file at a time, to a stream that need not be seekable. Disposing it ends the tar.</summary>
/// <param name="destination">Stays open.</param>
/// <param name="time">The time that the files bear.</param>
public sealed class TarSink(Stream destination, DateTimeOffset time) : IBackupSink, IAsyncDisposable
{
    readonly TarWriter _tar = new(destination, TarEntryFormat.Pax, leaveOpen: true);

    /// <inheritdoc/>
    public async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var bytes = MemoryMarshal.TryGetArray(content, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);
        await _tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = bytes, ModificationTime = time }, cancellationToken);
        await destination.FlushAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _tar.DisposeAsync();
}
