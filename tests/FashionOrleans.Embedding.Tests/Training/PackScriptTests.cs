using System.Globalization;
using System.IO.Compression;
using FashionOrleans.Embedding.Tests.Support;

namespace FashionOrleans.Embedding.Tests.Training;

/// <summary>The scripts that make model packs, on drawn pictures; what they write must be a pack to the product, with the vectors that PyTorch gave.</summary>
public class PackScriptTests
{
    const int Products = 60;

    [Fact]
    public async Task A_training_of_a_few_steps_gives_a_pack_that_the_product_loads()
    {
        using var folder = new PackFolder();
        var (images, styles) = DrawCatalogue(folder.Path);
        var trained = Path.Combine(folder.Path, "trained");
        var output = PythonTools.RunOrSkip(
            "training/train.py", "--images", images, "--styles", styles, "--out", trained, "--name", "drawn", "--version", "3", "--width", "32", "--height", "40",
            "--batch", "8", "--steps", "3", "--evaluations", "1", "--device", "cpu");
        Assert.Contains("articleType+baseColour", output);

        var pack = await AssertAgreesAsync(trained, ModelPrecision.Fp32);
        Assert.Equal(("drawn", 3, 32, 40, 2_048), (pack.Name, pack.Version, pack.Input.Width, pack.Input.Height, pack.Output.Dimension));
        await AssertAgreesAsync(trained, ModelPrecision.Fp16);
        Assert.StartsWith("# Model card: drawn, version 3", File.ReadAllText(Path.Combine(trained, "README.md")));

        var quantised = Path.Combine(folder.Path, "int8");
        PythonTools.RunOrSkip("quantize_int8.py", trained, "--images", images, "--out", quantised, "--count", "32");
        await using var embedder = Embedder.Load(ModelPack.Load(quantised), new EmbeddingOptions { InteractiveThreads = 1 });
        foreach (var sample in ReferenceSample.Read(trained))
        {
            var results = await embedder.EmbedPixelsAsync([sample.Pixels], cancellation: TestContext.Current.CancellationToken);
            Assert.InRange(ReferenceSample.Cosine(sample.Embedding, results[0].VectorOrThrow()), 0.9, 1.0001);
        }
    }

    [Fact]
    public async Task The_network_of_ImageNet_with_random_weights_is_a_pack_that_the_product_loads()
    {
        using var folder = new PackFolder();
        PythonTools.RunOrSkip("imagenet_resnet50.py", folder.Path, "--random");
        var pack = await AssertAgreesAsync(folder.Path, ModelPrecision.Fp32);
        Assert.Equal((224, 224, 2_048), (pack.Input.Width, pack.Input.Height, pack.Output.Dimension));
    }

    static async Task<ModelPack> AssertAgreesAsync(string folder, ModelPrecision precision)
    {
        var pack = ModelPack.Load(folder);
        await using var embedder = Embedder.Load(pack, new EmbeddingOptions { Precision = precision, InteractiveThreads = 1 });
        Assert.False(embedder.Provider.IsFallback, embedder.Provider.Reason);
        var samples = ReferenceSample.Read(folder);
        Assert.NotEmpty(samples);
        foreach (var sample in samples)
        {
            var results = await embedder.EmbedPixelsAsync([sample.Pixels], cancellation: TestContext.Current.CancellationToken);
            Assert.InRange(ReferenceSample.Cosine(sample.Embedding, results[0].VectorOrThrow()), 0.9999, 1.0001);
        }
        return pack;
    }

    /// <summary>Products of two kinds and three colours; ids from 1 on fall into all parts of the split.</summary>
    static (string Images, string Styles) DrawCatalogue(string folder)
    {
        string[] kinds = ["Shirts", "Watches"], colours = ["Red", "Green", "Blue"];
        var styles = Path.Combine(folder, "styles.csv");
        var images = Path.Combine(folder, "images.zip");
        using (var rows = new StreamWriter(styles))
        using (var zip = ZipFile.Open(images, ZipArchiveMode.Create))
        {
            rows.WriteLine("id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage,productDisplayName");
            for (var id = 1; id <= Products; id++)
            {
                var (kind, colour) = (kinds[id % 2], colours[id % 3]);
                rows.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id},Men,Apparel,{kind},{kind},{colour},Summer,2012,Casual,Plain {colour} {kind}, drawn"));
                using var entry = zip.CreateEntry($"{id}.png").Open();
                using var drawn = id % 2 == 0 ? Drawn.Waves(60, 80) : Drawn.Quarters(60, 80);
                entry.Write(Drawn.Png(drawn));
            }
        }
        return (images, styles);
    }
}
