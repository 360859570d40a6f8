using NetVips;

namespace FashionOrleans.Embedding;

/// <summary>
/// The pixels of a decoded picture. Large ones stay in libvips' memory: as arrays they would go to the large object heap, and ingest
/// would force a full collection of the silo's heap every few dozen pictures.
/// </summary>
sealed unsafe class DecodedPixels : IDisposable
{
    /// <summary>Arrays of this many bytes are allocated on the large object heap.</summary>
    const int LargeObjectBytes = 85_000;

    readonly byte[]? _managed;
    readonly int _length;
    nint _native;

    /// <param name="image">8-bit image; its pixels are computed now.</param>
    /// <param name="onePiece">Compute in one piece on this thread; otherwise by libvips' tiles.</param>
    public DecodedPixels(Image image, bool onePiece)
    {
        (Width, Height) = (image.Width, image.Height);
        _length = image.Width * image.Height * image.Bands;
        if (onePiece && _length < LargeObjectBytes)
        {
            using var region = Region.New(image);
            _managed = region.Fetch(0, 0, image.Width, image.Height);
        }
        else
        {
            _native = image.WriteToMemory(out _);
        }
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Height x width x bands bytes, row by row; valid until disposal.</summary>
    public ReadOnlySpan<byte> Span => _managed ?? new ReadOnlySpan<byte>((void*)_native, _length);

    public void Dispose()
    {
        if (_native != 0)
            NetVips.NetVips.Free(_native);
        _native = 0;
    }
}
