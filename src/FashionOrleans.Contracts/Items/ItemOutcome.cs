namespace FashionOrleans.Contracts;

/// <summary>What became of one item of a batch.</summary>
/// <param name="Id">The item's id, as given.</param>
/// <param name="Code">Null when it is stored, else the reason's stable code.</param>
/// <param name="Detail">A sentence that says what to do; null when it is stored.</param>
[GenerateSerializer, Immutable]
public sealed record ItemOutcome(string Id, string? Code = null, string? Detail = null)
{
    /// <summary>Whether the item is stored, durably.</summary>
    public bool Stored => Code is null;
}
