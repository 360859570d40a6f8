using System.IO.Compression;
using System.Xml.Linq;
using FashionOrleans.Packages.Tests.Support;

namespace FashionOrleans.Packages.Tests.Packing;

public sealed class PackageTests
{
    [Theory]
    [InlineData("FashionOrleans.Client")]
    [InlineData("FashionOrleans.VectorData", "FashionOrleans.Client")]
    [InlineData("FashionOrleans.Embedding")]
    [InlineData("FashionOrleans.Embedding.AI", "FashionOrleans.Embedding")]
    public async Task A_package_has_its_library_docs_readme_licence_symbols_and_the_one_version(string name, params string[] ours)
    {
        using var folder = new TemporaryFolder();

        await Repository.PackAsync(name, folder.Path);

        var version = Version();
        await using var package = await ZipFile.OpenReadAsync(folder[$"{name}.{version}.nupkg"], TestContext.Current.CancellationToken);
        await using var symbols = await ZipFile.OpenReadAsync(folder[$"{name}.{version}.snupkg"], TestContext.Current.CancellationToken);
        var files = package.Entries.Select(entry => entry.FullName).ToHashSet();
        Assert.Superset(new HashSet<string> { $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml", "README.md" }, files);
        Assert.Contains($"lib/net10.0/{name}.pdb", symbols.Entries.Select(entry => entry.FullName));
        await using var stream = await package.GetEntry($"{name}.nuspec")!.OpenAsync(TestContext.Current.CancellationToken);
        var metadata = (await XDocument.LoadAsync(stream, LoadOptions.None, TestContext.Current.CancellationToken)).Root!.Elements().Single();
        string Value(string element) => metadata.Elements().Single(child => child.Name.LocalName == element).Value;
        Assert.Equal((version, "MIT", "README.md"), (Value("version"), Value("license"), Value("readme")));
        Assert.NotEqual("Package Description", Value("description"));
        Assert.Equal(
            ours.Select(dependency => (dependency, version)),
            metadata.Descendants().Where(element => element.Name.LocalName == "dependency")
                .Select(element => ((string)element.Attribute("id")!, (string)element.Attribute("version")!))
                .Where(dependency => dependency.Item1.StartsWith("FashionOrleans", StringComparison.Ordinal)));
    }

    /// <summary>The version that the repository states in its one place.</summary>
    internal static string Version() =>
        XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("Version").Single().Value;
}
