namespace FashionOrleans.Client;

/// <summary>A rectangle in a picture, in fractions of the width and the height of the upright picture (its EXIF orientation applied).</summary>
/// <param name="X">The left edge, 0…1.</param>
/// <param name="Y">The top edge, 0…1.</param>
/// <param name="Width">Above 0; <paramref name="X"/> + <paramref name="Width"/> is at most 1.</param>
/// <param name="Height">Above 0; <paramref name="Y"/> + <paramref name="Height"/> is at most 1.</param>
public sealed record PictureBox(double X, double Y, double Width, double Height);
