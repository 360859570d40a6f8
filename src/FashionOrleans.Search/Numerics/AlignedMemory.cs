using System.Runtime.InteropServices;

namespace FashionOrleans.Search;

/// <summary>Zeroed unmanaged memory on a 64-byte boundary, freed once: by <see cref="Dispose"/>, else by the finalizer.</summary>
sealed unsafe class AlignedMemory<T> : IDisposable
    where T : unmanaged
{
    readonly bool _isPaged;
    T* _pointer;

    public AlignedMemory(long length)
    {
        Length = length;
        var bytes = checked((nuint)(length * sizeof(T)));
        _pointer = (T*)Pages.TryAllocate(bytes);
        _isPaged = _pointer != null;
        if (_isPaged)
            return;
        _pointer = (T*)NativeMemory.AlignedAlloc(Math.Max(bytes, 64), 64);
        NativeMemory.Clear(_pointer, bytes);
    }

    ~AlignedMemory() => Free();

    public long Length { get; }

    public long Bytes => Length * sizeof(T);

    public T* Pointer => _pointer;

    public Span<T> Span => new(_pointer, checked((int)Length));

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    void Free()
    {
        if (_isPaged && _pointer != null)
            Pages.Free(_pointer, (nuint)Bytes);
        else
            NativeMemory.AlignedFree(_pointer);
        _pointer = null;
    }
}
