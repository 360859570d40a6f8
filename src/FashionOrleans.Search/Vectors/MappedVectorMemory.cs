namespace FashionOrleans.Search;

/// <summary>
/// Vectors in scratch files that are mapped into memory, so that they need not fit it: the operating system keeps the pages that
/// are read often and writes the others out. Nothing is ever read from them by another process; a file is deleted with its last
/// block, and files that a process left when it died are deleted by the next one that uses the folder. Regions that were given
/// back are used again. Share one among indexes or give each its own; it must outlive them.
/// </summary>
public sealed class MappedVectorMemory : IVectorMemory, IDisposable
{
    /// <summary>The largest file, unless a single block is larger: 64 MiB.</summary>
    public const long DefaultSegmentBytes = 64 << 20;

    const string Extension = ".vectors";

    readonly Lock _gate = new();
    readonly List<MappedSegment> _segments = [];
    readonly string _folder;
    readonly long _segmentBytes;
    bool _disposed;

    /// <summary>Uses a folder, which is created when it is missing.</summary>
    /// <param name="folder">A folder on a local disk for files of this kind alone.</param>
    /// <param name="segmentBytes">The size of a file, unless a single block is larger. The first files are smaller.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public MappedVectorMemory(string folder, long segmentBytes = DefaultSegmentBytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(segmentBytes, 1);
        _folder = folder;
        _segmentBytes = segmentBytes;
        Directory.CreateDirectory(folder);
        DeleteLeftovers();
    }

    /// <inheritdoc/>
    public bool IsMapped => true;

    /// <summary>Bytes of disk that the files take now.</summary>
    public long FileBytes
    {
        get
        {
            lock (_gate)
                return _segments.Sum(segment => segment.Bytes);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The memory was disposed.</exception>
    public VectorRegion Allocate(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        // Advice to the operating system is about whole pages.
        bytes = (bytes + Environment.SystemPageSize - 1) / Environment.SystemPageSize * Environment.SystemPageSize;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var segment = _segments.Find(segment => segment.RegionBytes == bytes && segment.HasRoom);
            if (segment is null)
            {
                // Files double up to their full size, so that a small index does not take a large one.
                var size = Math.Clamp(_segments.Sum(s => s.Bytes), _segmentBytes / 16, _segmentBytes);
                segment = new MappedSegment(Path.Combine(_folder, $"{Guid.NewGuid():N}{Extension}"), bytes, (int)Math.Max(1, size / bytes));
                _segments.Add(segment);
            }
            return new MappedRegion(this, segment, segment.Take());
        }
    }

    /// <summary>Refuses further blocks. A file goes with the last block that it holds.</summary>
    public void Dispose()
    {
        lock (_gate)
            _disposed = true;
    }

    /// <summary>Gives a region back.</summary>
    internal void Free(MappedSegment segment, nint address)
    {
        lock (_gate)
        {
            segment.Return(address);
            if (!segment.IsEmpty)
                return;
            _segments.Remove(segment);
        }
        segment.Dispose();
    }

    /// <summary>Writes all pages out and drops them, so that the next look at a vector waits for the disk. For measurements.</summary>
    internal void Evict()
    {
        lock (_gate)
            _segments.ForEach(segment => segment.Evict());
    }

    void DeleteLeftovers()
    {
        foreach (var path in Directory.EnumerateFiles(_folder, "*" + Extension))
        {
            try
            {
                // A living process holds its files exclusively.
                using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use, or deleted by someone else meanwhile.
            }
        }
    }
}
