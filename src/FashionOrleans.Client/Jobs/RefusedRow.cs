namespace FashionOrleans.Client;

/// <summary>A row that a job refused.</summary>
/// <param name="Row">Its number, from 1: the first row of data.</param>
/// <param name="Id">The item's id, where it has one.</param>
/// <param name="Code">Why: a stable code.</param>
/// <param name="Detail">Why, and what to do: a sentence.</param>
public sealed record RefusedRow(long Row, string? Id, string Code, string Detail);
