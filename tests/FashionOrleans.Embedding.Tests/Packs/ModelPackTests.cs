using System.Text.Json.Nodes;
using FashionOrleans.Embedding.Tests.Support;

namespace FashionOrleans.Embedding.Tests.Packs;

public sealed class ModelPackTests : IDisposable
{
    readonly PackFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_default_pack_is_valid()
    {
        var pack = ModelPack.Load(Repository.DefaultPack);
        Assert.Equal(("resnet50-fashion", 60, 80, 2_048), (pack.Name, pack.Input.Width, pack.Input.Height, pack.Output.Dimension));
    }

    [Fact]
    public void A_folder_without_a_manifest_is_no_pack() =>
        Assert.StartsWith("There is no ", Assert.Throws<ModelPackException>(() => ModelPack.Load(_folder.Path)).Message);

    [Fact]
    public void A_missing_onnx_file_is_named()
    {
        var pack = _folder.Add("a", "a");
        File.Delete(Path.Combine(pack, "model.onnx"));
        Assert.Contains("\"file\" is \"model.onnx\", but there is no ", Assert.Throws<ModelPackException>(() => ModelPack.Load(pack)).Message);
    }

    [Fact]
    public void A_changed_onnx_file_is_refused_with_both_hashes()
    {
        var pack = _folder.Add("a", "a");
        File.WriteAllBytes(Path.Combine(pack, "model.onnx"), [1, 2, 4]);
        var message = Assert.Throws<ModelPackException>(() => ModelPack.Load(pack)).Message;
        Assert.Contains("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81", message);
        Assert.Contains("damaged or another one", message);
    }

    [Fact]
    public void A_missing_or_changed_half_precision_graph_is_refused()
    {
        var pack = _folder.Add("a", "a");
        var manifestFile = Path.Combine(pack, "model.json");
        var manifest = JsonNode.Parse(File.ReadAllBytes(manifestFile))!;
        manifest["variants"] = new JsonObject { ["fp16"] = new JsonObject { ["file"] = "half.onnx", ["sha256"] = new string('0', 64) } };
        File.WriteAllText(manifestFile, manifest.ToJsonString());
        Assert.Contains("\"variants.fp16.file\" is \"half.onnx\", but there is no ", Assert.Throws<ModelPackException>(() => ModelPack.Load(pack)).Message);
        File.WriteAllBytes(Path.Combine(pack, "half.onnx"), [1]);
        Assert.Contains("\"variants.fp16.sha256\" is \"000000", Assert.Throws<ModelPackException>(() => ModelPack.Load(pack)).Message);
    }

    [Fact]
    public void A_directory_lists_its_packs_by_name_and_skips_other_folders()
    {
        _folder.Add("x", "second");
        _folder.Add("y", "first");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "notes"));
        var directory = ModelPackDirectory.Open(_folder.Path);
        Assert.Equal(["first", "second"], directory.Names);
        Assert.Equal("second", directory.Get("second").Name);
    }

    [Fact]
    public void An_unknown_name_is_a_typed_error_that_lists_the_known_ones()
    {
        _folder.Add("x", "second");
        _folder.Add("y", "first");
        var exception = Assert.Throws<UnknownModelException>(() => ModelPackDirectory.Open(_folder.Path).Get("third"));
        Assert.Equal(("unknown_model", "There is no model pack named \"third\". Use one of: first, second."), (exception.Code, exception.Message));
    }

    [Fact]
    public void A_damaged_pack_leaves_the_others_usable_and_says_what_is_wrong_to_who_asks_for_it()
    {
        _folder.Add("good", "good");
        File.WriteAllBytes(Path.Combine(_folder.Add("bad", "bad"), "model.onnx"), [1]);
        var directory = ModelPackDirectory.Open(_folder.Path);
        Assert.Equal(["good"], directory.Names);
        Assert.Contains("\"sha256\"", Assert.Throws<ModelPackException>(() => directory.Get("bad")).Message);
        Assert.Contains("\"sha256\"", Assert.Single(directory.Damaged).Message);
    }

    [Fact]
    public void A_pack_that_was_added_later_is_found()
    {
        _folder.Add("x", "first");
        var directory = ModelPackDirectory.Open(_folder.Path);
        _folder.Add("y", "second");
        Assert.Equal("second", directory.Get("second").Name);
        Assert.Equal(["first", "second"], directory.Names);
    }

    [Fact]
    public void Two_packs_of_one_name_are_refused()
    {
        _folder.Add("x", "same");
        _folder.Add("y", "same");
        Assert.Contains("both have the name \"same\"", Assert.Throws<ModelPackException>(() => ModelPackDirectory.Open(_folder.Path)).Message);
    }

    [Fact]
    public void An_empty_or_missing_directory_is_refused()
    {
        Assert.Contains("has no model pack", Assert.Throws<ModelPackException>(() => ModelPackDirectory.Open(_folder.Path)).Message);
        Assert.StartsWith("There is no folder", Assert.Throws<ModelPackException>(() => ModelPackDirectory.Open(Path.Combine(_folder.Path, "none"))).Message);
    }

    [Fact]
    public void An_onnx_file_that_is_none_is_refused_when_the_embedder_loads()
    {
        var pack = ModelPack.Load(_folder.Add("a", "a"));
        Assert.Contains("cannot be loaded by ONNX Runtime", Assert.Throws<ModelPackException>(() => Embedder.Load(pack, new EmbeddingOptions())).Message);
    }
}
