namespace FashionOrleans.Embedding;

/// <summary>Which part of a picture is embedded.</summary>
/// <param name="Box">That part; null for the best box that the embedder's <see cref="IBoxProposer"/> finds, or the whole picture where it finds none.</param>
public sealed record PictureCrop(PictureBox? Box)
{
    /// <summary>The best proposed box.</summary>
    public static PictureCrop Auto { get; } = new((PictureBox?)null);
}
