namespace FashionOrleans.Ingest.Feeds;

/// <summary>A stream with some bytes behind it, for reading from the beginning to the end.</summary>
/// <param name="first">The stream; it is left open.</param>
/// <param name="then">The bytes.</param>
sealed class FollowedStream(Stream first, ReadOnlyMemory<byte> then) : Stream
{
    ReadOnlyMemory<byte> _left = then;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer) => first.Read(buffer) is var read and > 0 ? read : TakeLeft(buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        await first.ReadAsync(buffer, cancellationToken) is var read and > 0 ? read : TakeLeft(buffer.Span);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    int TakeLeft(Span<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, _left.Length);
        _left.Span[..taken].CopyTo(buffer);
        _left = _left[taken..];
        return taken;
    }
}
