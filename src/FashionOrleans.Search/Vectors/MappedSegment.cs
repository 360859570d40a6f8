using System.IO.MemoryMappedFiles;

namespace FashionOrleans.Search;

/// <summary>A mapped scratch file that holds regions of one size. Guarded by the lock of its <see cref="MappedVectorMemory"/>.</summary>
sealed unsafe class MappedSegment : IDisposable
{
    readonly string _path;
    readonly FileStream _file;
    readonly MemoryMappedFile _map;
    readonly MemoryMappedViewAccessor _view;
    readonly nint _address;
    readonly Stack<nint> _free = new();
    readonly int _regions;

    /// <summary>Creates the file with all of its disk space.</summary>
    /// <exception cref="VectorMemoryException">The disk is full or refuses.</exception>
    public MappedSegment(string path, long regionBytes, int regions)
    {
        _path = path;
        RegionBytes = regionBytes;
        _regions = regions;
        try
        {
            _file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            DiskSpace.Reserve(_file, Bytes);
            _map = MemoryMappedFile.CreateFromFile(_file, null, Bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
            _view = _map.CreateViewAccessor(0, Bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _map?.Dispose();
            Delete();
            throw new VectorMemoryException(
                $"The folder '{Path.GetDirectoryName(path)}' has no room for {Bytes >> 20} MiB more of vectors: {e.Message} Free space there, or choose another folder.", e);
        }
        byte* first = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
        _address = (nint)first;
        PageAdvice.ExpectRandom(_address, Bytes);
        for (var region = regions - 1; region >= 0; region--)
            _free.Push(_address + (nint)(region * regionBytes));
    }

    public long RegionBytes { get; }

    public long Bytes => RegionBytes * _regions;

    public bool HasRoom => _free.Count > 0;

    public bool IsEmpty => _free.Count == _regions;

    public nint Take() => _free.Pop();

    public void Return(nint address) => _free.Push(address);

    public void Evict() => PageAdvice.Evict(_file.SafeFileHandle, _address, Bytes);

    public void Dispose()
    {
        // Disposing the view first would write its pages to a file that is about to go.
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.SafeMemoryMappedViewHandle.Dispose();
        _view.Dispose();
        _map.Dispose();
        Delete();
    }

    void Delete()
    {
        _file?.Dispose();
        try
        {
            File.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next process that uses the folder deletes it.
        }
    }
}
