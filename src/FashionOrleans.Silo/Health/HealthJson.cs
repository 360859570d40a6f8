using System.Text.Json.Serialization;

namespace FashionOrleans.Silo.Health;

/// <summary>How replies about health are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthReply))]
sealed partial class HealthJson : JsonSerializerContext;
