namespace FashionOrleans.Loader.Tests.Support;

/// <summary>An item as it arrived on the wire.</summary>
sealed record FakeItem(string Id, byte[]? Picture, float[]? Embedding, IReadOnlyDictionary<string, object?> Attributes, string? Revision);
