using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>Some rows of an export, about 2 MB.</summary>
/// <param name="Items">Those that can be read.</param>
/// <param name="Damaged">Those that cannot.</param>
/// <param name="IsLast">Whether there are no more.</param>
[GenerateSerializer, Immutable]
public sealed record ExportPage(ImmutableArray<ExportedItem> Items, ImmutableArray<QuarantineEntry> Damaged, bool IsLast);
