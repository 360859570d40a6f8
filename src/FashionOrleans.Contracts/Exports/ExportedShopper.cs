using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>What is kept of a shopper about the catalogue of an export.</summary>
/// <param name="Id">The shopper's id.</param>
/// <param name="Marks">The newest first, at least one.</param>
[GenerateSerializer, Immutable]
public sealed record ExportedShopper(string Id, ImmutableArray<ShopperMark> Marks);
