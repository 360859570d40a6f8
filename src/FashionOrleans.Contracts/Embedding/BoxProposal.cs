namespace FashionOrleans.Contracts;

/// <summary>A part of a picture that may show a garment.</summary>
/// <param name="Box">Where.</param>
/// <param name="Score">How sure the method is, 0…1; scores of different methods cannot be compared.</param>
/// <param name="Label">What a detector calls it; null from a method without names.</param>
[GenerateSerializer, Immutable]
public sealed record BoxProposal(Box Box, double Score, string? Label);
