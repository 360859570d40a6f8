using System.Text.Json.Nodes;

namespace FashionOrleans.Embedding.Tests.Support;

/// <summary>A valid <c>model.json</c> to change in one place.</summary>
static class ManifestJson
{
    public static JsonObject Valid() => JsonNode.Parse(
        """
        {
          "name": "tiny", "version": 3, "architecture": "none", "file": "model.onnx", "licence": "MIT", "notes": { "ignored": true },
          "sha256": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
          "input": {
            "name": "input", "layout": "NCHW", "channels": "RGB", "width": 6, "height": 8, "resize": "stretch", "interpolation": "linear",
            "scale": 0.5, "mean": [1, 2, 3], "std": [4, 5, 6]
          },
          "output": { "name": "embedding", "dimension": 4, "normalize": "l2" }
        }
        """)!.AsObject();

    /// <summary>The valid manifest with the value at a dotted path replaced, or removed when <paramref name="json"/> is null.</summary>
    public static byte[] With(string path, string? json)
    {
        var manifest = Valid();
        var keys = path.Split('.');
        var parent = keys[..^1].Aggregate(manifest, (node, key) => node[key]!.AsObject());
        if (json is null)
            parent.Remove(keys[^1]);
        else
            parent[keys[^1]] = JsonNode.Parse(json);
        return System.Text.Encoding.UTF8.GetBytes(manifest.ToJsonString());
    }
}
