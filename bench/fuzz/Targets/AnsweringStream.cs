namespace FashionOrleans.Fuzz.Targets;

/// <summary>A connection whose other end gives one answer, whatever it is asked.</summary>
sealed class AnsweringStream(byte[] answer) : MemoryStream(answer, writable: false)
{
    public override bool CanWrite => true;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => default;

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.CompletedTask;
}
