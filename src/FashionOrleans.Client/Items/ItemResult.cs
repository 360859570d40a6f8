namespace FashionOrleans.Client;

/// <summary>What became of one item of a batch.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Status"><c>stored</c> or <c>refused</c>.</param>
/// <param name="Code">Stable code of the reason when refused.</param>
/// <param name="Detail">A sentence that says what to do when refused.</param>
public sealed record ItemResult(string Id, string Status, string? Code = null, string? Detail = null)
{
    /// <summary>True when the item is durably stored.</summary>
    public bool IsStored => Status == "stored";
}
