using System.Text.Json.Serialization;

namespace FashionOrleans.Grains.Migrations;

/// <summary>How migrations are written into the store.</summary>
[JsonSerializable(typeof(MigrationRecord))]
sealed partial class MigrationJson : JsonSerializerContext;
