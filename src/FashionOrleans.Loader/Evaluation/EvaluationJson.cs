using System.Text.Json;
using System.Text.Json.Serialization;

namespace FashionOrleans.Loader.Evaluation;

/// <summary>Source-generated JSON of the report and of the dump.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = false)]
[JsonSerializable(typeof(EvaluationReport))]
[JsonSerializable(typeof(DumpLine))]
sealed partial class EvaluationJson : JsonSerializerContext;
