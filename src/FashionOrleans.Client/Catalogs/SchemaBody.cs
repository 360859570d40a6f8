namespace FashionOrleans.Client;

/// <summary>Body of a declaration.</summary>
sealed record SchemaBody(IReadOnlyDictionary<string, string> Fields);
