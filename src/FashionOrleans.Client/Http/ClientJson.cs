using System.Text.Json.Serialization;

namespace FashionOrleans.Client;

/// <summary>Source-generated JSON of everything that crosses the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(CatalogSettings))]
[JsonSerializable(typeof(CatalogDetails))]
[JsonSerializable(typeof(CatalogList))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, AttributeValue>))]
[JsonSerializable(typeof(BatchReply))]
[JsonSerializable(typeof(LookupQuery))]
[JsonSerializable(typeof(LookupReply))]
[JsonSerializable(typeof(Item))]
[JsonSerializable(typeof(QuarantineList))]
[JsonSerializable(typeof(RecommendationReply))]
[JsonSerializable(typeof(RecommendationBody))]
[JsonSerializable(typeof(PictureEmbedding))]
[JsonSerializable(typeof(Crop))]
[JsonSerializable(typeof(PictureBox))]
[JsonSerializable(typeof(BoxProposals))]
[JsonSerializable(typeof(ServerHealth))]
[JsonSerializable(typeof(ItemList))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(SchemaBody))]
[JsonSerializable(typeof(SchemaReply))]
[JsonSerializable(typeof(ShopperEventsBody))]
[JsonSerializable(typeof(ShopperEventsReply))]
[JsonSerializable(typeof(Shopper))]
[JsonSerializable(typeof(ShoppersRestoreBody))]
[JsonSerializable(typeof(ShoppersRestoreReply))]
[JsonSerializable(typeof(JobBody))]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(JobList))]
[JsonSerializable(typeof(RefusedRowList))]
[JsonSerializable(typeof(MigrationBody))]
[JsonSerializable(typeof(SwitchBody))]
[JsonSerializable(typeof(Migration))]
sealed partial class ClientJson : JsonSerializerContext;
