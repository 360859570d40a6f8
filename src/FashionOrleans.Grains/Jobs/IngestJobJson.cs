using System.Text.Json.Serialization;

namespace FashionOrleans.Grains.Jobs;

/// <summary>How jobs are written into the store.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IngestJobRecord))]
sealed partial class IngestJobJson : JsonSerializerContext;
