using System.Text.Json;
using System.Text.Json.Serialization;
using FashionOrleans.Grains.Verification;

namespace FashionOrleans.Silo.Verification;

/// <summary>Source-generated JSON of what a look at a store has found.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VerificationReport))]
sealed partial class VerificationJson : JsonSerializerContext;
