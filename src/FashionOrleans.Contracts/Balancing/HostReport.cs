using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>What a storage silo holds at one moment.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="Draining">Whether it is about to stop, so that its shards have to be moved away.</param>
/// <param name="Copies">Its copies.</param>
[GenerateSerializer, Immutable]
public sealed record HostReport(SiloAddress Silo, bool Draining, ImmutableArray<HeldCopy> Copies);
