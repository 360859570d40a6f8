using System.Security.Cryptography;

namespace FashionOrleans.Embedding;

/// <summary>
/// A model and everything needed to feed it: a folder with an ONNX file and a <c>model.json</c>. An instance has been
/// validated: every field was checked and the ONNX file has the SHA-256 that the manifest states.
/// </summary>
public sealed class ModelPack
{
    /// <summary>The manifest's file name in a pack's folder.</summary>
    public const string ManifestFileName = "model.json";

    internal ModelPack(string folder, ModelManifest manifest)
    {
        Folder = folder;
        Name = manifest.Name;
        Version = manifest.Version;
        Architecture = manifest.Architecture;
        Licence = manifest.Licence;
        Sha256 = manifest.Sha256;
        ModelFile = Path.Combine(folder, manifest.File);
        HalfPrecisionFile = manifest.Fp16 is { } fp16 ? Path.Combine(folder, fp16.File) : null;
        Input = manifest.Input;
        Output = manifest.Output;
    }

    /// <summary>The folder the pack was loaded from.</summary>
    public string Folder { get; }

    /// <summary>The name by which catalogues refer to the model.</summary>
    public string Name { get; }

    /// <summary>The version of the weights, 1 or more.</summary>
    public int Version { get; }

    /// <summary>A sentence on the network, or null when the manifest has none.</summary>
    public string? Architecture { get; }

    /// <summary>The licence of the weights, or null when the manifest has none.</summary>
    public string? Licence { get; }

    /// <summary>SHA-256 of the ONNX file <see cref="ModelFile"/>, 64 lower-case hexadecimal digits: the identity of the weights.</summary>
    public string Sha256 { get; }

    /// <summary>Full path of the ONNX file.</summary>
    public string ModelFile { get; }

    /// <summary>Full path of the graph that computes in float16 between float32 input and output, or null when the pack has none.</summary>
    public string? HalfPrecisionFile { get; }

    /// <summary>The input: shape and preprocessing.</summary>
    public ModelInput Input { get; }

    /// <summary>The output that is the embedding.</summary>
    public ModelOutput Output { get; }

    /// <summary>Reads and validates the pack in <paramref name="folder"/>.</summary>
    /// <exception cref="ModelPackException">A file is missing, a field has a wrong value, or the ONNX file is not the one the manifest states.</exception>
    public static ModelPack Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        folder = Path.GetFullPath(folder);
        var manifestPath = Path.Combine(folder, ManifestFileName);
        if (!File.Exists(manifestPath))
            throw new ModelPackException($"There is no {manifestPath}. A model pack is a folder with {ManifestFileName} and the ONNX file it names.");
        var manifest = ModelManifestReader.Read(File.ReadAllBytes(manifestPath), manifestPath);
        var pack = new ModelPack(folder, manifest);
        Verify(manifestPath, "", pack.ModelFile, manifest.Sha256);
        if (pack.HalfPrecisionFile is { } halfPrecision)
            Verify(manifestPath, "variants.fp16.", halfPrecision, manifest.Fp16!.Sha256);
        return pack;
    }

    /// <summary>The name and version, for logs.</summary>
    public override string ToString() => $"{Name} v{Version}";

    internal static void Verify(string manifestPath, string keyPrefix, string file, string sha256)
    {
        if (!File.Exists(file))
            throw new ModelPackException($"{manifestPath}: \"{keyPrefix}file\" is \"{Path.GetFileName(file)}\", but there is no {file}.");
        using var stream = File.OpenRead(file);
        var actual = Convert.ToHexStringLower(SHA256.HashData(stream));
        if (actual != sha256)
        {
            throw new ModelPackException(
                $"{manifestPath}: \"{keyPrefix}sha256\" is \"{sha256}\", but {file} has {actual}. The file is damaged or another one: restore it, or state its hash.");
        }
    }
}
