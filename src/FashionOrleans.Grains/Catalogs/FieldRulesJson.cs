using System.Text.Json.Serialization;

namespace FashionOrleans.Grains.Catalogs;

/// <summary>How declared types are written into the store.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
sealed partial class FieldRulesJson : JsonSerializerContext;
