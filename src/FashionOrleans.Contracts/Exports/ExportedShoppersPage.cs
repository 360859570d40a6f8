using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>Some shoppers of an export, about 1 MB.</summary>
/// <param name="Shoppers">Those of whom something is kept about the catalogue.</param>
/// <param name="Damaged">Ids of those that cannot be read, of whatever catalogue.</param>
/// <param name="IsLast">Whether there are no more.</param>
[GenerateSerializer, Immutable]
public sealed record ExportedShoppersPage(ImmutableArray<ExportedShopper> Shoppers, ImmutableArray<string> Damaged, bool IsLast);
