namespace FashionOrleans.Client;

/// <summary>The JSON form of shoppers of a backup.</summary>
sealed record ShoppersRestoreBody(IReadOnlyList<ShopperBackup> Shoppers);
