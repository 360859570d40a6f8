namespace FashionOrleans.Contracts;

/// <summary>A picture as a browser can show it.</summary>
/// <param name="ContentType">For example <c>image/jpeg</c>.</param>
/// <param name="Bytes">The file.</param>
[GenerateSerializer, Immutable]
public sealed record Picture(string ContentType, ReadOnlyMemory<byte> Bytes);
