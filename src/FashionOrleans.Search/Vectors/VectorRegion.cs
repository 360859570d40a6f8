namespace FashionOrleans.Search;

/// <summary>A piece of a <see cref="IVectorMemory"/>. It stays where it is until it is disposed.</summary>
/// <param name="address">Its first byte, on a 64-byte boundary.</param>
/// <param name="bytes">Its size.</param>
public abstract class VectorRegion(nint address, long bytes) : IDisposable
{
    /// <summary>The first byte, on a 64-byte boundary.</summary>
    public nint Address => address;

    /// <summary>How many bytes may be read and written.</summary>
    public long Bytes => bytes;

    /// <summary>Says that the bytes will rarely be read from now on.</summary>
    public virtual void Rest()
    {
        // Memory has nowhere else to go.
    }

    /// <summary>Says that a part will be read at once.</summary>
    /// <param name="offset">Where it begins.</param>
    /// <param name="count">How many bytes.</param>
    public virtual void Prefetch(long offset, long count)
    {
        // Memory is there already.
    }

    /// <summary>Gives the region back. Its memory must not be touched any more.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the region back, once however often it is called.</summary>
    /// <param name="disposing">Whether other objects may still be touched.</param>
    protected abstract void Dispose(bool disposing);
}
