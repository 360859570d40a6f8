using System.Text.Json.Serialization;

namespace FashionOrleans.Backup;

/// <summary>The settings of the catalogue that a backup is of.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Model">The model pack that embedded its pictures.</param>
/// <param name="Dimension">The length of its vectors.</param>
/// <param name="Shards">Its number of shards.</param>
/// <param name="Replicas">Its number of replicas.</param>
/// <param name="Index">Its index.</param>
/// <param name="VectorFormat">How its vectors are held in memory.</param>
/// <param name="VectorStorage">Where its vectors are held.</param>
/// <param name="Schema">The declared type of each field.</param>
/// <param name="ModelVersion">The pack's version; null where no silo could say.</param>
/// <param name="ModelSha256">Of the pack's ONNX file; null where no silo could say.</param>
public sealed record BackupCatalog(
    [property: JsonRequired] string Name,
    [property: JsonRequired] string Model,
    [property: JsonRequired] int Dimension,
    [property: JsonRequired] int Shards,
    [property: JsonRequired] int Replicas,
    [property: JsonRequired] string Index,
    [property: JsonRequired] string VectorFormat,
    [property: JsonRequired] string VectorStorage,
    [property: JsonRequired] IReadOnlyDictionary<string, string> Schema,
    int? ModelVersion = null,
    string? ModelSha256 = null);
