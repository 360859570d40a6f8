using System.Buffers;

namespace FashionOrleans.Embedding.Tests.Support;

/// <summary>The pixels of one picture; tells when the embedder reads them, which it does once, to decode.</summary>
sealed class WatchedPixels(byte[] pixels, Action read) : MemoryManager<byte>
{
    public override Memory<byte> Memory => CreateMemory(pixels.Length);

    public override Span<byte> GetSpan()
    {
        read();
        return pixels;
    }

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

    public override void Unpin() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
    }
}
