namespace FashionOrleans.Client;

/// <summary>Reply with what is in quarantine.</summary>
sealed record QuarantineList(IReadOnlyList<QuarantinedItem> Items);
