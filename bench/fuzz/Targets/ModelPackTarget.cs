using FashionOrleans.Benchmarks;
using FashionOrleans.Embedding;
using FashionOrleans.Fuzz.Mutation;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>A pack's <c>model.json</c>, of an embedding model and of a detector.</summary>
sealed class ModelPackTarget : IFuzzTarget
{
    const string Sha = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    static readonly string[] Keys =
    [
        "name", "version", "architecture", "licence", "file", "sha256", "kind", "input", "output", "variants", "fp16", "width", "height", "channels", "layout", "resize", "interpolation", "scale", "mean",
        "std", "dimension", "normalize", "boxes", "format", "units", "classes", "scores",
    ];

    public string Name => "modelpack";

    public IReadOnlyList<byte[]> Seeds { get; } = [.. Shipped().Append(System.Text.Encoding.UTF8.GetBytes(
        $$$"""{"name":"m","version":1,"file":"model.onnx","sha256":"{{{Sha}}}","input":{"name":"input","width":80,"height":60,"channels":"rgb","layout":"nchw","resize":"stretch","interpolation":"linear","scale":0.0039,"mean":[0.5,0.5,0.5],"std":[0.2,0.2,0.2]},"output":{"name":"out","dimension":8,"normalize":"l2"}}"""))];

    public IReadOnlyList<string> Words { get; } =
        [.. Keys.Select(key => $"\"{key}\":"), "[", "]", "{", "}", ",", "null", "1e400", "-1", "0", "\"../x.onnx\"", "\"/etc/x\"", "\"detector\"", "\"rgb\"", "\"nhwc\"", "\"cover\"", $"\"{Sha}\""];

    public byte[] Generate(Random random) => new JsonGenerator(random, Keys).Object();

    public void Run(byte[] input)
    {
        if (DetectorManifestReader.IsDetector(input))
        {
            DetectorManifestReader.Read(input, "model.json");
            return;
        }

        ModelManifestReader.Read(input, "model.json");
    }

    // The manifests in the repository, where the program lies in it.
    static IEnumerable<byte[]> Shipped() => Clone.Find() is { } clone
        ? Directory.GetFiles(Path.Combine(clone, "models"), "model.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)
        : [];
}
