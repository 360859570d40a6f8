using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FashionOrleans.Embedding.Tests.Support;

namespace FashionOrleans.Embedding.Tests.Boxes;

public sealed class DetectorTests : IDisposable
{
    static readonly PictureDecoder Pictures = new(new PictureLimits());

    readonly PackFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Boxes_come_by_falling_score_with_their_labels_and_cut_to_the_picture()
    {
        using var detector = Load(Write([1, 2, 5, 6, -2, 0, 4, 12, 0, 0, 8, 8, 6, 6, 6, 7], [0.6f, 0.9f, 0.2f, 0.95f], [1, 7, 0, 0]));

        var boxes = detector.Propose(Flat(255));

        Assert.Equal("detector:finder", detector.Method);
        Assert.Equal([new PictureBox(0, 0, 0.5, 1), new PictureBox(0.125, 0.25, 0.5, 0.5)], boxes.Select(box => box.Box));
        Assert.Equal([null, "dress"], boxes.Select(box => box.Label));
        Assert.Equal([0.9, 0.6], boxes.Select(box => Math.Round(box.Score, 4)));
    }

    [Fact]
    public void The_detector_looks_at_the_picture()
    {
        using var detector = Load(Write([1, 2, 5, 6], [0.6f], [1]));

        Assert.Empty(detector.Propose(Flat(0)));
        Assert.Throws<PictureException>(() => detector.Propose("no picture"u8.ToArray()));
    }

    [Fact]
    public void Boxes_may_be_a_corner_and_a_size_in_fractions()
    {
        using var detector = Load(Write([0.25f, 0.5f, 0.5f, 0.25f], [1], [0], manifest =>
        {
            manifest["output"]!["format"] = "xywh";
            manifest["output"]!["units"] = "fractions";
            manifest["output"]!.AsObject().Remove("labels");
        }));

        var box = Assert.Single(detector.Propose(Flat(255)));

        Assert.Equal(new PictureBox(0.25, 0.5, 0.5, 0.25), box.Box);
        Assert.Null(box.Label);
    }

    [Fact]
    public void A_directory_tells_the_detector_from_the_models()
    {
        Write([1, 2, 5, 6], [0.6f], [1]);
        _folder.Add("embedder", "tiny");

        var directory = ModelPackDirectory.Open(_folder.Path);

        Assert.Equal(["tiny"], directory.Names);
        Assert.Equal("finder", DetectorPack.Find(_folder.Path)!.Name);
    }

    [Fact]
    public void Two_detectors_are_one_too_many()
    {
        Write([1, 2, 5, 6], [0.6f], [1]);
        Write([1, 2, 5, 6], [0.6f], [1], folder: "another");

        var exception = Assert.Throws<ModelPackException>(() => DetectorPack.Find(_folder.Path));

        Assert.Contains("are both detectors", exception.Message);
    }

    [Theory]
    [InlineData("input.resize", "\"cover\"", "\"input.resize\" is \"cover\"; it must be \"stretch\".")]
    [InlineData("output.boxes", null, "\"output.boxes\" is missing; it must be the name of the graph's output with the boxes.")]
    [InlineData("output.format", "\"cxcywh\"", "\"output.format\" is \"cxcywh\"; it must be \"xyxy\" or \"xywh\".")]
    [InlineData("output.units", "\"percent\"", "\"output.units\" is \"percent\"; it must be \"pixels\" or \"fractions\".")]
    [InlineData("output.leastScore", "2", "\"output.leastScore\" is 2; it must be a number from 0 to 1.")]
    [InlineData("labels", "[1]", "\"labels\" is [1]; it must be an array of strings.")]
    [InlineData("sha256", "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"", "The file is damaged or another one")]
    public void A_wrong_manifest_is_named_when_the_detector_is_looked_for(string path, string? json, string message)
    {
        Write([1, 2, 5, 6], [0.6f], [1], manifest =>
        {
            var keys = path.Split('.');
            var parent = keys[..^1].Aggregate(manifest, (node, key) => node[key]!.AsObject());
            parent.Remove(keys[^1]);
            if (json is not null)
                parent[keys[^1]] = JsonNode.Parse(json);
        });

        Assert.Contains(message, Assert.Throws<ModelPackException>(() => DetectorPack.Find(_folder.Path)).Message);
    }

    [Theory]
    [InlineData("boxes", "found", "\"output.boxes\" is \"found\", but the graph has \"boxes\", \"scores\", \"labels\"")]
    [InlineData("labels", "scores", "\"scores\" holds Float, but \"output.labels\" must hold Int64")]
    public void A_graph_that_disagrees_with_its_manifest_fails_when_it_is_loaded(string key, string name, string message)
    {
        var folder = Write([1, 2, 5, 6], [0.6f], [1], manifest => manifest["output"]![key] = name);

        Assert.Contains(message, Assert.Throws<ModelPackException>(() => Load(folder)).Message);
    }

    static DetectorBoxes Load(string folder) => DetectorBoxes.Load(DetectorPack.Load(folder), Pictures);

    string Write(float[] boxes, float[] scores, long[] labels, Action<JsonObject>? change = null, string folder = "finder")
    {
        var onnx = TinyDetector.Onnx(boxes, scores, labels);
        var manifest = JsonNode.Parse(
            """
            {
              "kind": "detector", "name": "finder", "version": 1, "file": "model.onnx", "labels": ["top", "dress"],
              "input": {
                "name": "input", "layout": "NCHW", "channels": "RGB", "width": 8, "height": 8, "resize": "stretch", "interpolation": "linear",
                "scale": 0.00392156862745098, "mean": [0, 0, 0], "std": [1, 1, 1]
              },
              "output": { "boxes": "boxes", "scores": "scores", "labels": "labels", "format": "xyxy", "units": "pixels", "leastScore": 0.5 }
            }
            """)!.AsObject();
        manifest["sha256"] = Convert.ToHexStringLower(SHA256.HashData(onnx));
        change?.Invoke(manifest);
        var path = Path.Combine(_folder.Path, folder);
        Directory.CreateDirectory(path);
        File.WriteAllBytes(Path.Combine(path, "model.onnx"), onnx);
        File.WriteAllText(Path.Combine(path, "model.json"), manifest.ToJsonString());
        return path;
    }

    static byte[] Flat(byte level)
    {
        var pixels = new byte[20 * 20 * 3];
        pixels.AsSpan().Fill(level);
        using var image = Drawn.FromRgb(pixels, 20, 20);
        return Drawn.Png(image);
    }
}
