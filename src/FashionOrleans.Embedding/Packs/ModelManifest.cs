namespace FashionOrleans.Embedding;

/// <summary>The validated content of a <c>model.json</c>.</summary>
sealed record ModelManifest(
    string Name,
    int Version,
    string? Architecture,
    string? Licence,
    string File,
    string Sha256,
    ModelInput Input,
    ModelOutput Output,
    ModelVariant? Fp16 = null);
