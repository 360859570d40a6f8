namespace FashionOrleans.Client;

/// <summary>Where in a picture garments may be.</summary>
/// <param name="Boxes">Best first; none where the whole picture is best.</param>
/// <param name="Method">How they were found.</param>
public sealed record BoxProposals(IReadOnlyList<ProposedBox> Boxes, string Method);
