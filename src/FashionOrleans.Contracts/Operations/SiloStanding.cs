using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>A silo as its cluster has it, and as it says itself.</summary>
/// <param name="Silo">Its address.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">What the membership says of it.</param>
/// <param name="Roles">Its roles; empty while they are not known.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="AliveAt">When it last wrote into the membership that it lives; null where that could not be read.</param>
/// <param name="Report">What it says; null when it was not asked or did not answer.</param>
[GenerateSerializer, Immutable]
public sealed record SiloStanding(
    SiloAddress Silo, string Name, SiloStatus Status, ImmutableArray<string> Roles, DateTimeOffset? StartedAt, DateTimeOffset? AliveAt, SiloReport? Report);
