namespace FashionOrleans.Client;

/// <summary>Reply to shoppers of a backup.</summary>
sealed record ShoppersRestoreReply(int Restored);
