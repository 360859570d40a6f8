namespace FashionOrleans.Embedding;

/// <summary>A device began to fail: its run before went well, or it was its first.</summary>
/// <param name="Device">The device: <c>cpu</c>, <c>cuda:0</c>.</param>
/// <param name="Rests">Whether others take over its pictures for a while; otherwise callers get the error.</param>
/// <param name="Error">What the runtime said.</param>
public sealed record DeviceFailure(string Device, bool Rests, Exception Error);
