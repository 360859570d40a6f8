using System.Text.Json;
using System.Text.Json.Serialization;

namespace FashionOrleans.Backup;

/// <summary>A line of an items file.</summary>
sealed record ItemLine(
    [property: JsonRequired] string Id,
    [property: JsonRequired] JsonElement Attributes,
    string? Revision,
    [property: JsonRequired] long Version,
    PictureEntry? Picture);
