using System.Text.RegularExpressions;
using FashionOrleans.Deploy.Tests.Support;
using FashionOrleans.Silo.Health;

namespace FashionOrleans.Deploy.Tests;

/// <summary>The Dockerfiles, against the repository.</summary>
public sealed partial class DockerfileTests
{
    public static TheoryData<string> Files => [.. Dockerfile.All.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_copied_is_there_and_is_sent_to_the_builder(string name)
    {
        var sent = File.ReadAllLines(Repository.PathOf(".dockerignore"))
            .Where(line => line.StartsWith('!'))
            .Select(line => line[1..])
            .ToArray();
        foreach (var source in Named(name).Sources.Select(source => source.TrimEnd('/')))
        {
            var path = Repository.PathOf(source);
            Assert.True(File.Exists(path) || Directory.Exists(path), $"{name} copies {source}, which is not there.");
            Assert.Contains(sent, entry => source == entry || source.StartsWith($"{entry}/", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_published_is_a_project_whose_program_the_image_starts(string name)
    {
        var file = Named(name);
        var project = Project().Match(file.Publish).Value;
        var assembly = Path.GetFileName(project);

        Assert.True(File.Exists(Repository.PathOf(project, $"{assembly}.csproj")));
        Assert.Equal(["dotnet", $"{assembly}.dll"], file.Entrypoint);
        Assert.Equal(["dotnet", $"{assembly}.dll", HealthProbe.Command], file.HealthCommand[..3]);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_image_asks_for_health_where_its_settings_have_it_and_runs_as_a_user_without_rights(string name)
    {
        var file = Named(name);
        var asked = new Uri(file.HealthCommand[3]);
        var urls = file.Environment[name.StartsWith("silo", StringComparison.Ordinal) ? "FashionOrleans__HealthUrls" : "FashionOrleans__Urls"];

        Assert.Equal($"http://*:{asked.Port}", urls);
        Assert.Equal(name.StartsWith("silo", StringComparison.Ordinal) ? HealthPaths.Ready : HealthPaths.Serving, asked.AbsolutePath);
        Assert.Contains($"{asked.Port}", Assert.Single(file.Of("EXPOSE")).Split(' '));
        Assert.Equal("$APP_UID", Assert.Single(file.Of("USER")));
        Assert.Contains(file.Of("FROM"), image => image.Contains("-chiseled", StringComparison.Ordinal));
        Assert.True(Settings.Problems(file.Environment) is [], string.Join("; ", Settings.Problems(file.Environment)));
    }

    [Fact]
    public void A_build_argument_chooses_the_GPU_variant_of_the_silo()
    {
        var file = Named("silo.Dockerfile");
        var stages = file.Of("FROM").Select(from => from.Split(" AS ", 2)).ToDictionary(parts => parts[1], parts => parts[0]);

        Assert.Contains("Accelerator=cpu", file.Of("ARG"));
        Assert.Contains("-p:Accelerator=${Accelerator}", file.Publish, StringComparison.Ordinal);
        Assert.Equal("base-${Accelerator}", stages["final"]);
        Assert.StartsWith("nvidia/cuda:", stages["base-cuda"], StringComparison.Ordinal);
        Assert.Contains("base-cpu", stages.Keys);
    }

    static Dockerfile Named(string name) => Dockerfile.All.Single(file => file.Name == name);

    [GeneratedRegex(@"src/[\w.]+")]
    private static partial Regex Project();
}
