namespace FashionOrleans.Client;

/// <summary>The size of the pictures that a model sees, in pixels; pictures of other sizes are resized.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public sealed record ModelInput(int Width, int Height);
