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

    /// <summary>SHA-256 of the ONNX file, 64 lower-case hexadecimal digits: the identity of the weights.</summary>
    public string Sha256 { get; }

    /// <summary>Full path of the ONNX file.</summary>
    public string ModelFile { get; }

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
        var pack = new ModelPack(folder, ModelManifestReader.Read(File.ReadAllBytes(manifestPath), manifestPath));
        pack.VerifyModelFile(manifestPath);
        return pack;
    }

    /// <summary>The name and version, for logs.</summary>
    public override string ToString() => $"{Name} v{Version}";

    void VerifyModelFile(string manifestPath)
    {
        if (!File.Exists(ModelFile))
            throw new ModelPackException($"{manifestPath}: \"file\" is \"{Path.GetFileName(ModelFile)}\", but there is no {ModelFile}.");
        using var stream = File.OpenRead(ModelFile);
        var actual = Convert.ToHexStringLower(SHA256.HashData(stream));
        if (actual != Sha256)
        {
            throw new ModelPackException(
                $"{manifestPath}: \"sha256\" is \"{Sha256}\", but {ModelFile} has {actual}. The file is damaged or another one: restore it, or state its hash.");
        }
    }
}
