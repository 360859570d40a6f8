using System.IO.MemoryMappedFiles;

namespace FashionOrleans.Fuzz;

/// <summary>The input at work, in a mapped file: it is there for the parent when a native library takes the process down.</summary>
sealed class CurrentInput : IDisposable
{
    public const int MaxBytes = 1 << 16;

    readonly MemoryMappedFile _file;
    readonly MemoryMappedViewAccessor _view;
    long _number;

    public CurrentInput(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, null, MaxBytes + sizeof(int));
        _view = _file.CreateViewAccessor();
    }

    /// <summary>How many inputs were begun.</summary>
    public long Number => Volatile.Read(ref _number);

    public void Begin(byte[] input)
    {
        _view.Write(0, input.Length);
        _view.WriteArray(sizeof(int), input, 0, input.Length);
        Interlocked.Increment(ref _number);
    }

    /// <summary>What a child that is gone was working at.</summary>
    public static byte[] Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return bytes.AsSpan(sizeof(int), Math.Clamp(BitConverter.ToInt32(bytes), 0, MaxBytes)).ToArray();
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
