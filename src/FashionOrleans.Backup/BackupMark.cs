using System.Text.Json.Serialization;

namespace FashionOrleans.Backup;

/// <summary>What a shopper said of an item.</summary>
/// <param name="Type"><c>like</c>, <c>dislike</c> or <c>view</c>.</param>
/// <param name="Item">The item's id.</param>
/// <param name="At">When.</param>
public sealed record BackupMark([property: JsonRequired] string Type, [property: JsonRequired] string Item, [property: JsonRequired] DateTimeOffset At);
