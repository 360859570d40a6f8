namespace FashionOrleans.Embedding;

/// <summary>When a rendition replaces the original, and how it is made.</summary>
public sealed record RenditionOptions
{
    /// <summary>An original of more bytes is replaced.</summary>
    /// <value>1 to 2^30. Default: 256 KB (256,000).</value>
    public int MaxBytes { get; init; } = 256_000;

    /// <summary>The rendition's longer side at most; a smaller original is not enlarged.</summary>
    /// <value>1 to 16,384. Default: 1,024.</value>
    public int LongestSide { get; init; } = 1_024;

    /// <summary>JPEG quality.</summary>
    /// <value>1 to 100. Default: 85.</value>
    public int Quality { get; init; } = 85;

    /// <summary>One sentence for each wrong value; empty when all is well.</summary>
    public IEnumerable<string> Problems() =>
        OptionRange.Check(nameof(MaxBytes), MaxBytes, 1, 1 << 30)
            .Concat(OptionRange.Check(nameof(LongestSide), LongestSide, 1, 16_384))
            .Concat(OptionRange.Check(nameof(Quality), Quality, 1, 100));
}
