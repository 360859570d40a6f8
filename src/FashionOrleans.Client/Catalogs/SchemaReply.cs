namespace FashionOrleans.Client;

/// <summary>Reply with a schema.</summary>
sealed record SchemaReply(IReadOnlyList<SchemaField> Fields);
