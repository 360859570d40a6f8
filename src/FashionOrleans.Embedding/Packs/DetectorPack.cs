namespace FashionOrleans.Embedding;

/// <summary>
/// A model that finds garments in pictures: a folder with an ONNX file and a <c>model.json</c> of the kind <c>detector</c>, validated like a
/// <see cref="ModelPack"/>.
/// </summary>
public sealed class DetectorPack
{
    DetectorPack(string folder, DetectorManifest manifest)
    {
        Folder = folder;
        Name = manifest.Name;
        Version = manifest.Version;
        Sha256 = manifest.Sha256;
        ModelFile = Path.Combine(folder, manifest.File);
        Input = manifest.Input;
        Output = manifest.Output;
        Labels = manifest.Labels;
    }

    /// <summary>The folder the pack was loaded from.</summary>
    public string Folder { get; }

    /// <summary>The pack's name.</summary>
    public string Name { get; }

    /// <summary>The version of the weights, 1 or more.</summary>
    public int Version { get; }

    /// <summary>SHA-256 of <see cref="ModelFile"/>, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Full path of the ONNX file.</summary>
    public string ModelFile { get; }

    /// <summary>The input: shape and preprocessing; pictures are stretched to it.</summary>
    public ModelInput Input { get; }

    /// <summary>The outputs.</summary>
    public DetectorOutput Output { get; }

    /// <summary>The labels' names by their numbers; may be empty.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The detector among the packs under a folder, one subfolder a pack; null when there is none.</summary>
    /// <exception cref="ModelPackException">It is not valid, or there are two.</exception>
    public static DetectorPack? Find(string folder) => Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Where(IsIn).ToArray() switch
    {
        [] => null,
        [var only] => Load(only),
        [var one, var other, ..] => throw new ModelPackException($"{one} and {other} are both detectors. Keep the one that is to be used."),
    };

    /// <summary>Whether a folder holds a detector: the <c>kind</c> in its manifest says so.</summary>
    internal static bool IsIn(string folder)
    {
        var manifest = Path.Combine(folder, ModelPack.ManifestFileName);
        return File.Exists(manifest) && DetectorManifestReader.IsDetector(File.ReadAllBytes(manifest));
    }

    /// <summary>Reads and validates the pack in <paramref name="folder"/>.</summary>
    /// <exception cref="ModelPackException">A file is missing, a field has a wrong value, or the ONNX file is not the one the manifest states.</exception>
    public static DetectorPack Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        folder = Path.GetFullPath(folder);
        var manifestPath = Path.Combine(folder, ModelPack.ManifestFileName);
        var pack = new DetectorPack(folder, DetectorManifestReader.Read(File.ReadAllBytes(manifestPath), manifestPath));
        ModelPack.Verify(manifestPath, "", pack.ModelFile, pack.Sha256);
        return pack;
    }

    /// <summary>The name and version, for logs.</summary>
    public override string ToString() => $"{Name} v{Version}";
}
