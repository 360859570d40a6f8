using System.Text.Json;

namespace FashionOrleans.Embedding;

/// <summary>Reads a detector's <c>model.json</c>; unknown keys are ignored.</summary>
static class DetectorManifestReader
{
    const string Kind = "detector";

    /// <summary>Whether a manifest is a detector's: <c>kind</c> says so. What is no manifest is none either.</summary>
    public static bool IsDetector(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = ModelManifestReader.Parse(json, ModelPack.ManifestFileName);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String && kind.ValueEquals(Kind);
        }
        catch (ModelPackException)
        {
            return false;
        }
    }

    /// <param name="json">The manifest's bytes.</param>
    /// <param name="file">Its path, for messages.</param>
    /// <exception cref="ModelPackException">A field is missing or has a wrong value.</exception>
    public static DetectorManifest Read(ReadOnlyMemory<byte> json, string file)
    {
        using var document = ModelManifestReader.Parse(json, file);
        var root = ManifestObject.Root(file, document.RootElement);
        root.OneOf("kind", (Kind, true));
        var input = root.Object("input");

        // A part that was cut off has no boxes, so there is nothing else to choose.
        input.OneOf("resize", ("stretch", ResizeRule.Stretch));
        return new DetectorManifest(
            ModelManifestReader.ReadName(root),
            root.Integer("version", 1, int.MaxValue),
            ModelManifestReader.ReadFile(root),
            ModelManifestReader.ReadSha256(root),
            ModelManifestReader.ReadInput(input),
            ReadOutput(root.Object("output")),
            root.OptionalStrings("labels"));
    }

    static DetectorOutput ReadOutput(ManifestObject output) => new(
        output.String("boxes", "the name of the graph's output with the boxes", text => text.Length > 0),
        output.String("scores", "the name of the graph's output with the scores", text => text.Length > 0),
        output.OptionalString("labels"),
        output.OneOf("format", ("xyxy", BoxFormat.Corners), ("xywh", BoxFormat.Size)),
        output.OneOf("units", ("pixels", BoxUnits.Pixels), ("fractions", BoxUnits.Fractions)),
        output.Number("leastScore", "a number from 0 to 1", number => number is >= 0 and <= 1));
}
