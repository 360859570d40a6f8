namespace FashionOrleans.Storage;

/// <summary>An item whose row cannot be read.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Reason">What is wrong with it, a sentence.</param>
public readonly record struct DamagedRow(string Id, string Reason);
