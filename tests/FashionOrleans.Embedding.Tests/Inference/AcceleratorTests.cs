using System.Diagnostics;
using System.Text.Json;
using FashionOrleans.Embedding.Tests.Support;

namespace FashionOrleans.Embedding.Tests.Inference;

/// <summary>The build property <c>Accelerator</c>: which flavour of ONNX Runtime a build refers to, and that its version is pinned.</summary>
public class AcceleratorTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("cpu", "Microsoft.ML.OnnxRuntime")]
    [InlineData("cuda", "Microsoft.ML.OnnxRuntime.Gpu")]
    public async Task Each_flavour_refers_to_one_package_of_ONNX_Runtime(string accelerator, string package)
    {
        var project = Path.Combine(Repository.Root, "src", "FashionOrleans.Embedding", "FashionOrleans.Embedding.csproj");
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", ["msbuild", project, "-nologo", "-getItem:PackageReference", "-getItem:PackageVersion", $"-p:Accelerator={accelerator}"])
        {
            RedirectStandardOutput = true,
        })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            using var items = JsonDocument.Parse(await process.StandardOutput.ReadToEndAsync(limit.Token));
            Assert.Equal([package], Names(items, "PackageReference"));
            Assert.Contains(package, Names(items, "PackageVersion"));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    static string[] Names(JsonDocument items, string kind) =>
    [
        .. items.RootElement.GetProperty("Items").GetProperty(kind).EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!)
            .Where(name => name.Contains("OnnxRuntime", StringComparison.Ordinal)),
    ];
}
