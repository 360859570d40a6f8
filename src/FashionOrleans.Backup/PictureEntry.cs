using System.Text.Json.Serialization;

namespace FashionOrleans.Backup;

/// <summary>Where the picture of an item is in the pictures file of its part.</summary>
sealed record PictureEntry(
    [property: JsonRequired] string Entry, [property: JsonRequired] string ContentType, [property: JsonRequired] long Bytes, [property: JsonRequired] string Sha256);
