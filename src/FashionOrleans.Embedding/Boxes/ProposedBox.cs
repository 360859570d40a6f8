namespace FashionOrleans.Embedding;

/// <summary>A part of a picture that may show a garment.</summary>
/// <param name="Box">Where.</param>
/// <param name="Score">How sure the method is, 0 to 1.</param>
/// <param name="Label">What it is called; null from a method without names.</param>
public sealed record ProposedBox(PictureBox Box, double Score, string? Label = null);
