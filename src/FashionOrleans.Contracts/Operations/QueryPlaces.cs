namespace FashionOrleans.Contracts;

/// <summary>Queries that a silo coordinates at one moment.</summary>
/// <param name="Running">Queries that run.</param>
/// <param name="Waiting">Queries that wait for a place.</param>
/// <param name="Refused">Queries that found all places taken, since the silo started.</param>
/// <param name="MaxRunning">Places.</param>
/// <param name="MaxWaiting">Places to wait.</param>
[GenerateSerializer, Immutable]
public sealed record QueryPlaces(int Running, int Waiting, long Refused, int MaxRunning, int MaxWaiting);
