using System.Text.Json;
using System.Text.Json.Serialization;

namespace FashionOrleans.Loader.Backups;

/// <summary>Source-generated JSON of what the commands about backups report.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ImportReport))]
[JsonSerializable(typeof(BackupSummary))]
sealed partial class BackupReportJson : JsonSerializerContext;
