namespace FashionOrleans.Client;

/// <summary>A shopper as a backup of a catalogue holds it.</summary>
/// <param name="Id">The shopper's id.</param>
/// <param name="Marks">What the shopper said of items, at least one.</param>
public sealed record ShopperBackup(string Id, IReadOnlyList<ShopperBackupMark> Marks);
