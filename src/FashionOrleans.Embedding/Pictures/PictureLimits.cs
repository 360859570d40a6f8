namespace FashionOrleans.Embedding;

/// <summary>What is refused from a picture's bytes and header alone, before a pixel is decoded.</summary>
public sealed record PictureLimits
{
    /// <summary>Bytes of the encoded picture at most.</summary>
    /// <value>1 to 2^30. Default: 20 MB (20,000,000).</value>
    public int MaxBytes { get; init; } = 20_000_000;

    /// <summary>Width times height of one frame at most.</summary>
    /// <value>1 to 10^9. Default: 64,000,000.</value>
    public long MaxPixels { get; init; } = 64_000_000;

    /// <summary>Frames or pages at most; only the first is ever decoded.</summary>
    /// <value>1 to 100,000. Default: 1,000.</value>
    public int MaxFrames { get; init; } = 1_000;

    /// <summary>One sentence for each wrong value; empty when all is well.</summary>
    public IEnumerable<string> Problems() =>
        OptionRange.Check(nameof(MaxBytes), MaxBytes, 1, 1 << 30)
            .Concat(OptionRange.Check(nameof(MaxPixels), MaxPixels, 1, 1_000_000_000))
            .Concat(OptionRange.Check(nameof(MaxFrames), MaxFrames, 1, 100_000));
}
