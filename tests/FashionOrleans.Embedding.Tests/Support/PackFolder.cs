using System.Security.Cryptography;

namespace FashionOrleans.Embedding.Tests.Support;

/// <summary>A temporary folder for packs, deleted at the end.</summary>
sealed class PackFolder : IDisposable
{
    public PackFolder() => Path = Directory.CreateTempSubdirectory("packs-").FullName;

    public string Path { get; }

    /// <summary>Writes a pack whose hash is right.</summary>
    public string Add(string folder, string name, byte[]? model = null)
    {
        model ??= [1, 2, 3];
        var path = System.IO.Path.Combine(Path, folder);
        Directory.CreateDirectory(path);
        File.WriteAllBytes(System.IO.Path.Combine(path, "model.onnx"), model);
        var manifest = ManifestJson.Valid();
        manifest["name"] = name;
        manifest["sha256"] = Convert.ToHexStringLower(SHA256.HashData(model));
        File.WriteAllText(System.IO.Path.Combine(path, "model.json"), manifest.ToJsonString());
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
