using System.Text;
using FashionOrleans.Embedding.Tests.Support;

namespace FashionOrleans.Embedding.Tests.Packs;

public class ModelManifestTests
{
    [Fact]
    public void A_valid_manifest_is_read_and_unknown_keys_are_ignored()
    {
        var manifest = ModelManifestReader.Read(Encoding.UTF8.GetBytes(ManifestJson.Valid().ToJsonString()), "model.json");
        Assert.Equal(("tiny", 3, "none", "MIT", "model.onnx"), (manifest.Name, manifest.Version, manifest.Architecture, manifest.Licence, manifest.File));
        Assert.Equal((6, 8, ChannelOrder.Rgb, TensorLayout.Nchw), (manifest.Input.Width, manifest.Input.Height, manifest.Input.Channels, manifest.Input.Layout));
        Assert.Equal((ResizeRule.Stretch, Interpolation.Linear, 0.5), (manifest.Input.Resize, manifest.Input.Interpolation, manifest.Input.Scale));
        Assert.Equal([1, 2, 3], manifest.Input.Mean);
        Assert.Equal([4, 5, 6], manifest.Input.Std);
        Assert.Equal(new ModelOutput("embedding", 4, EmbeddingNormalization.L2), manifest.Output);
    }

    [Theory]
    [InlineData("input.channels", "\"BGR\"")]
    [InlineData("input.layout", "\"NHWC\"")]
    [InlineData("input.resize", "\"cover\"")]
    [InlineData("input.interpolation", "\"lanczos3\"")]
    [InlineData("output.normalize", "\"none\"")]
    [InlineData("kind", "\"embedding\"")]
    [InlineData("architecture", "null")]
    [InlineData("licence", null)]
    [InlineData("variants", "{}")]
    [InlineData("variants", "{\"int8\":{}}")]
    public void Every_allowed_value_is_allowed(string path, string? json) => ModelManifestReader.Read(ManifestJson.With(path, json), "model.json");

    [Theory]
    [InlineData("name", null, "m/model.json: \"name\" is missing; it must be 1 to 63 characters of a-z 0-9 . _ -, starting with a letter or digit.")]
    [InlineData("name", "\"ResNet 50\"", "m/model.json: \"name\" is \"ResNet 50\"; it must be 1 to 63 characters of a-z 0-9 . _ -, starting with a letter or digit.")]
    [InlineData("name", "7", "m/model.json: \"name\" is 7; it must be 1 to 63 characters of a-z 0-9 . _ -, starting with a letter or digit.")]
    [InlineData("kind", "\"segmenter\"", "m/model.json: \"kind\" is \"segmenter\"; it must be \"embedding\" or \"detector\".")]
    [InlineData("version", "0", "m/model.json: \"version\" is 0; it must be an integer from 1 to 2147483647.")]
    [InlineData("version", "1.5", "m/model.json: \"version\" is 1.5; it must be an integer from 1 to 2147483647.")]
    [InlineData("architecture", "[]", "m/model.json: \"architecture\" is []; it must be a string.")]
    [InlineData("file", "\"../model.onnx\"", "m/model.json: \"file\" is \"../model.onnx\"; it must be the name of a file in the same folder, without a path.")]
    [InlineData("sha256", "\"ABC\"", "m/model.json: \"sha256\" is \"ABC\"; it must be 64 lower-case hexadecimal digits.")]
    [InlineData("input", "[]", "m/model.json: \"input\" is []; it must be an object.")]
    [InlineData("input.name", "\"\"", "m/model.json: \"input.name\" is \"\"; it must be the name of the graph's input.")]
    [InlineData("input.width", "0", "m/model.json: \"input.width\" is 0; it must be an integer from 1 to 4096.")]
    [InlineData("input.height", "\"80\"", "m/model.json: \"input.height\" is \"80\"; it must be an integer from 1 to 4096.")]
    [InlineData("input.channels", "\"rgb\"", "m/model.json: \"input.channels\" is \"rgb\"; it must be \"RGB\" or \"BGR\".")]
    [InlineData("input.layout", "\"CHWN\"", "m/model.json: \"input.layout\" is \"CHWN\"; it must be \"NCHW\" or \"NHWC\".")]
    [InlineData("input.resize", "\"contain\"", "m/model.json: \"input.resize\" is \"contain\"; it must be \"stretch\" or \"cover\".")]
    [InlineData("input.interpolation", null, "m/model.json: \"input.interpolation\" is missing; it must be \"nearest\", \"linear\", \"cubic\" or \"lanczos3\".")]
    [InlineData("input.scale", "-1", "m/model.json: \"input.scale\" is -1; it must be a number above 0.")]
    [InlineData("input.mean", "[1,2]", "m/model.json: \"input.mean\" is [1,2]; it must be an array of 3 numbers.")]
    [InlineData("input.mean", "[1,2,\"x\"]", "m/model.json: \"input.mean\" is [1,2,\"x\"]; it must be an array of 3 numbers.")]
    [InlineData("input.std", "[1,0,1]", "m/model.json: \"input.std\" is [1,0,1]; it must be an array of 3 numbers above 0.")]
    [InlineData("output.name", null, "m/model.json: \"output.name\" is missing; it must be the name of the graph's output.")]
    [InlineData("output.dimension", "65537", "m/model.json: \"output.dimension\" is 65537; it must be an integer from 1 to 65536.")]
    [InlineData("output.normalize", "true", "m/model.json: \"output.normalize\" is true; it must be \"l2\" or \"none\".")]
    [InlineData("variants", "7", "m/model.json: \"variants\" is 7; it must be an object.")]
    [InlineData("variants", "{\"fp16\":{}}", "m/model.json: \"variants.fp16.file\" is missing; it must be the name of a file in the same folder, without a path.")]
    [InlineData("variants", "{\"fp16\":{\"file\":\"a\",\"sha256\":\"b\"}}", "m/model.json: \"variants.fp16.sha256\" is \"b\"; it must be 64 lower-case hexadecimal digits.")]
    public void A_wrong_value_is_named_with_file_key_value_and_what_is_allowed(string path, string? json, string message)
    {
        var exception = Assert.Throws<ModelPackException>(() => ModelManifestReader.Read(ManifestJson.With(path, json), "m/model.json"));
        Assert.Equal(message, exception.Message);
        Assert.Equal("invalid_model_pack", exception.Code);
    }

    [Theory]
    [InlineData("{ \"name\": }", "m/model.json is not valid JSON (line 1, byte 11). Correct it, or restore the pack.")]
    [InlineData("", "m/model.json is not valid JSON (line 1, byte 1). Correct it, or restore the pack.")]
    [InlineData("[1]", "m/model.json holds [1]; it must hold a JSON object.")]
    public void What_is_no_json_object_is_named(string text, string message) =>
        Assert.Equal(message, Assert.Throws<ModelPackException>(() => ModelManifestReader.Read(Encoding.UTF8.GetBytes(text), "m/model.json")).Message);
}
