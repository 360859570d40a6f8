using System.Reflection;
using FashionOrleans.Client;
using FashionOrleans.Embedding.AI;
using FashionOrleans.Packages.Tests.Support;
using FashionOrleans.VectorData;
using PublicApiGenerator;

namespace FashionOrleans.Packages.Tests.PublicApi;

/// <summary>What callers of the packages can see stays as it is written down, until a change is accepted.</summary>
public sealed class PublicApiTests
{
    const string Accept = "FASHIONORLEANS_ACCEPT_API";

    static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        // Where extension methods of a host's services live.
        AllowNamespacePrefixes = ["Microsoft.Extensions.DependencyInjection"],
        // How a method is written inside; its number changes with its neighbours.
        ExcludeAttributes = ["System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute"],
    };

    static readonly Assembly[] Packages =
        [typeof(FashionOrleansClient).Assembly, typeof(FashionOrleansVectorStore).Assembly, typeof(PictureEmbeddingGenerator).Assembly];

    public static TheoryData<string> Names => [.. Packages.Select(package => package.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_public_surface_is_the_one_that_was_accepted(string name)
    {
        var file = Path.Combine(Repository.Root, "tests", "FashionOrleans.Packages.Tests", "PublicApi", $"{name}.txt");
        var surface = Packages.Single(package => package.GetName().Name == name).GeneratePublicApi(Options).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(Accept) == "1") await File.WriteAllTextAsync(file, surface, TestContext.Current.CancellationToken);

        var accepted = File.Exists(file) ? (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") : "";

        Assert.True(surface == accepted, Difference(name, accepted.Split('\n'), surface.Split('\n')));
    }

    static string Difference(string name, string[] accepted, string[] surface) =>
        $"""
        The public surface of {name} is not the accepted one.
        {string.Join('\n', accepted.Except(surface).Take(20).Select(line => $"  gone: {line.Trim()}"))}
        {string.Join('\n', surface.Except(accepted).Take(20).Select(line => $"  new:  {line.Trim()}"))}
        If callers shall see this, accept it: run these tests with {Accept}=1, which writes PublicApi/{name}.txt, and commit the file.
        """;
}
