namespace FashionOrleans.Embedding;

/// <summary>The validated content of a detector's <c>model.json</c>.</summary>
sealed record DetectorManifest(string Name, int Version, string File, string Sha256, ModelInput Input, DetectorOutput Output, IReadOnlyList<string> Labels);
