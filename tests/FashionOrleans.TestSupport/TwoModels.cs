using System.Text.Json.Nodes;

namespace FashionOrleans.TestSupport;

/// <summary>
/// A folder with the shipped model pack and another one: MobileNetV2 where the shared data has it, else the shipped model with pictures that are
/// darkened first, whose vectors have the same length and are different ones.
/// </summary>
public sealed class TwoModels : IDisposable
{
    /// <summary>The shipped pack.</summary>
    public const string Shipped = "resnet50-fashion";

    const string Darkened = "darkened";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-models-");

    /// <summary>Makes the folder.</summary>
    public TwoModels()
    {
        var shipped = Checkout.PathOf("models", Shipped);
        Directory.CreateSymbolicLink(System.IO.Path.Combine(_folder.FullName, Shipped), shipped);
        var shared = System.IO.Path.GetFullPath(Checkout.PathOf("..", "shared", "models", "mobilenet_v2"));
        if (Directory.Exists(shared))
        {
            Other = "mobilenet_v2";
            Directory.CreateSymbolicLink(System.IO.Path.Combine(_folder.FullName, Other), shared);
            return;
        }

        Other = Darkened;
        AddVariant(Darkened, manifest => manifest["input"]!["scale"] = 0.3 * (double)manifest["input"]!["scale"]!);
    }

    /// <summary>The folder.</summary>
    public string Path => _folder.FullName;

    /// <summary>The name of the other pack.</summary>
    public string Other { get; }

    /// <summary>Adds a pack that is the shipped one but for what is changed in its manifest.</summary>
    public void AddVariant(string name, Action<JsonNode> change)
    {
        var shipped = System.IO.Path.Combine(_folder.FullName, Shipped);
        var pack = _folder.CreateSubdirectory(name).FullName;
        var manifest = JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(shipped, "model.json")))!;
        manifest["name"] = name;
        change(manifest);
        File.WriteAllText(System.IO.Path.Combine(pack, "model.json"), manifest.ToJsonString());
        foreach (var file in Directory.GetFiles(shipped, "*.onnx"))
        {
            File.CreateSymbolicLink(System.IO.Path.Combine(pack, System.IO.Path.GetFileName(file)), file);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
