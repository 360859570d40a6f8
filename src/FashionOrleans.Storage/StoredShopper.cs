namespace FashionOrleans.Storage;

/// <summary>A shopper as it is kept.</summary>
/// <param name="Tag">Drawn by the writer for this write.</param>
/// <param name="Profile">What is known of the shopper, in the form of its writer.</param>
/// <param name="LastEvent">The day, in UTC, of the last event that is in it.</param>
public sealed record StoredShopper(Guid Tag, ReadOnlyMemory<byte> Profile, DateOnly LastEvent);
