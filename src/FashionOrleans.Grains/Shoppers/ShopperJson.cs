using System.Text.Json;
using System.Text.Json.Serialization;

namespace FashionOrleans.Grains.Shoppers;

/// <summary>How shoppers are written into the store. Rows of every earlier version exist: names are never changed.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ShopperRecord))]
sealed partial class ShopperJson : JsonSerializerContext;
