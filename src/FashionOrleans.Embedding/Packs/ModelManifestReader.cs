using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace FashionOrleans.Embedding;

/// <summary>Reads a <c>model.json</c>; unknown keys (metrics, notes) are ignored.</summary>
static partial class ModelManifestReader
{
    const int MaxSide = 4_096;
    const int MaxDimension = 65_536;

    /// <param name="json">The manifest's bytes.</param>
    /// <param name="file">Its path, for messages.</param>
    /// <exception cref="ModelPackException">A field is missing or has a wrong value.</exception>
    public static ModelManifest Read(ReadOnlyMemory<byte> json, string file)
    {
        using var document = Parse(json, file);
        var root = ManifestObject.Root(file, document.RootElement);
        if (root.OptionalString("kind") is not null)
            root.OneOf("kind", ("embedding", 0), ("detector", 1));
        return new ModelManifest(
            ReadName(root),
            root.Integer("version", 1, int.MaxValue),
            root.OptionalString("architecture"),
            root.OptionalString("licence"),
            ReadFile(root),
            ReadSha256(root),
            ReadInput(root.Object("input")),
            ReadOutput(root.Object("output")),
            root.OptionalObject("variants")?.OptionalObject("fp16") is { } fp16 ? new ModelVariant(ReadFile(fp16), ReadSha256(fp16)) : null);
    }

    internal static string ReadName(ManifestObject root) =>
        root.String("name", "1 to 63 characters of a-z 0-9 . _ -, starting with a letter or digit", text => PackName().IsMatch(text));

    internal static string ReadFile(ManifestObject graph) => graph.String("file", "the name of a file in the same folder, without a path", IsPlainFileName);

    internal static string ReadSha256(ManifestObject graph) => graph.String("sha256", "64 lower-case hexadecimal digits", text => Sha256Digits().IsMatch(text));

    internal static ModelInput ReadInput(ManifestObject input) => new(
        input.String("name", "the name of the graph's input", text => text.Length > 0),
        input.Integer("width", 1, MaxSide),
        input.Integer("height", 1, MaxSide),
        input.OneOf("channels", ("RGB", ChannelOrder.Rgb), ("BGR", ChannelOrder.Bgr)),
        input.OneOf("layout", ("NCHW", TensorLayout.Nchw), ("NHWC", TensorLayout.Nhwc)),
        input.OneOf("resize", ("stretch", ResizeRule.Stretch), ("cover", ResizeRule.Cover)),
        input.OneOf(
            "interpolation",
            ("nearest", Interpolation.Nearest),
            ("linear", Interpolation.Linear),
            ("cubic", Interpolation.Cubic),
            ("lanczos3", Interpolation.Lanczos3)),
        input.Number("scale", "a number above 0", number => number > 0),
        input.Numbers("mean", ModelInput.ChannelCount, "an array of 3 numbers", _ => true),
        input.Numbers("std", ModelInput.ChannelCount, "an array of 3 numbers above 0", number => number > 0));

    static ModelOutput ReadOutput(ManifestObject output) => new(
        output.String("name", "the name of the graph's output", text => text.Length > 0),
        output.Integer("dimension", 1, MaxDimension),
        output.OneOf("normalize", ("l2", EmbeddingNormalization.L2), ("none", EmbeddingNormalization.None)));

    internal static JsonDocument Parse(ReadOnlyMemory<byte> json, string file)
    {
        // The parser takes texts that are no UTF-8, and escapes that are half of a character; reading them fails.
        if (!Utf8.IsValid(json.Span))
            throw new ModelPackException($"{file} is not valid UTF-8, as JSON has to be. Correct it, or restore the pack.");
        try
        {
            var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            ReadTexts(document.RootElement);
            return document;
        }
        catch (InvalidOperationException exception)
        {
            throw new ModelPackException($"{file} holds a text that is no valid Unicode. Correct it, or restore the pack.", exception);
        }
        catch (JsonException exception)
        {
            throw new ModelPackException(
                $"{file} is not valid JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}). Correct it, or restore the pack.", exception);
        }
    }

    static void ReadTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var value in element.EnumerateArray())
                    ReadTexts(value);
                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    ReadTexts(member.Value);
                }
                break;
        }
    }

    static bool IsPlainFileName(string text) =>
        text.Length > 0 && text is not "." and not ".." && !text.AsSpan().ContainsAny('/', '\\', '\0');

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,62}\\z")]
    private static partial Regex PackName();

    [GeneratedRegex("^[0-9a-f]{64}\\z")]
    private static partial Regex Sha256Digits();
}
