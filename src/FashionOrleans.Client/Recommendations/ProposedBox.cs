namespace FashionOrleans.Client;

/// <summary>A part of a picture that may show a garment.</summary>
/// <param name="X">The left edge, a fraction of the upright picture's width.</param>
/// <param name="Y">The top edge, a fraction of its height.</param>
/// <param name="Width">A fraction of its width.</param>
/// <param name="Height">A fraction of its height.</param>
/// <param name="Score">How sure the method is, 0…1.</param>
/// <param name="Label">What a detector calls it; null from a method without names.</param>
public sealed record ProposedBox(double X, double Y, double Width, double Height, double Score, string? Label = null)
{
    /// <summary>The box as a crop to search with.</summary>
    public Crop ToCrop() => Crop.Of(new PictureBox(X, Y, Width, Height));
}
