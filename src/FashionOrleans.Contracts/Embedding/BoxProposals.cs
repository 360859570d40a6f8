using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>Where in a picture garments may be.</summary>
/// <param name="Boxes">By falling score; the first is the one that <see cref="Crop.Auto"/> takes. None where the whole picture is best.</param>
/// <param name="Method"><c>saliency</c>, or <c>detector</c>, a colon and the name of its pack.</param>
[GenerateSerializer, Immutable]
public sealed record BoxProposals(ImmutableArray<BoxProposal> Boxes, string Method);
