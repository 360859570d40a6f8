using System.Text.Json;
using System.Text.Json.Serialization;

namespace FashionOrleans.Backup;

/// <summary>Source-generated JSON of a backup's files.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, WriteIndented = true)]
[JsonSerializable(typeof(BackupManifest))]
[JsonSerializable(typeof(ItemLine))]
[JsonSerializable(typeof(BackupShopper))]
sealed partial class BackupJson : JsonSerializerContext;
