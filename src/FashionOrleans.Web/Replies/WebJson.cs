using System.Text.Json;
using System.Text.Json.Serialization;
using FashionOrleans.Silo.Health;
using FashionOrleans.Web.Requests;
using Microsoft.AspNetCore.Mvc;

namespace FashionOrleans.Web.Replies;

/// <summary>How requests and replies are read and written, generated at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecommendationRequest))]
[JsonSerializable(typeof(CropRequest))]
[JsonSerializable(typeof(CatalogRequest))]
[JsonSerializable(typeof(LookupRequest))]
[JsonSerializable(typeof(ShopperEventsRequest))]
[JsonSerializable(typeof(ShopperEventsReply))]
[JsonSerializable(typeof(ShopperReply))]
[JsonSerializable(typeof(ShoppersRestoreRequest))]
[JsonSerializable(typeof(ShoppersRestoreReply))]
[JsonSerializable(typeof(SchemaRequest))]
[JsonSerializable(typeof(SchemaReply))]
[JsonSerializable(typeof(MigrationRequestBody))]
[JsonSerializable(typeof(SwitchRequest))]
[JsonSerializable(typeof(MigrationReply))]
[JsonSerializable(typeof(QuarantineReply))]
[JsonSerializable(typeof(CatalogListReply))]
[JsonSerializable(typeof(CatalogReply))]
[JsonSerializable(typeof(ItemDetailsReply))]
[JsonSerializable(typeof(ItemListReply))]
[JsonSerializable(typeof(ItemOutcomeReply))]
[JsonSerializable(typeof(BatchReply))]
[JsonSerializable(typeof(LookupReply))]
[JsonSerializable(typeof(RecommendationsReply))]
[JsonSerializable(typeof(EmbeddingReply))]
[JsonSerializable(typeof(ModelListReply))]
[JsonSerializable(typeof(BoxesReply))]
[JsonSerializable(typeof(OverviewReply))]
[JsonSerializable(typeof(JobRequest))]
[JsonSerializable(typeof(JobReply))]
[JsonSerializable(typeof(JobListReply))]
[JsonSerializable(typeof(RefusedRowsReply))]
[JsonSerializable(typeof(HealthReply))]
[JsonSerializable(typeof(ProblemDetails))]
sealed partial class WebJson : JsonSerializerContext;
