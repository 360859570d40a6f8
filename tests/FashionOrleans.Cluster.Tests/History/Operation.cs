namespace FashionOrleans.Cluster.Tests.History;

/// <summary>A write of one key.</summary>
/// <param name="Value">What it stores; null for a deletion.</param>
/// <param name="Begun">When the client sent it.</param>
/// <param name="Ended">When the client had its answer; the end of time before that.</param>
/// <param name="Acknowledged">Whether the answer was that it is done.</param>
readonly record struct Operation(int? Value, long Begun, long Ended, bool Acknowledged);
