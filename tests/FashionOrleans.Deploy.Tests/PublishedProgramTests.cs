using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FashionOrleans.Deploy.Tests.Support;
using FashionOrleans.SampleCatalog;

namespace FashionOrleans.Deploy.Tests;

/// <summary>What the Dockerfiles do, without Docker: their publishing, and their programs run as in a container.</summary>
public sealed class PublishedProgramTests : IDisposable
{
    /// <summary>Of the chiseled image of ASP.NET: libc6, libgcc-s1, libstdc++6. A native library of ours may ask for nothing else.</summary>
    static readonly string[] InTheImage =
    [
        "ld-linux", "linux-vdso", "libc.so", "libm.so", "libdl.so", "libpthread.so", "librt.so", "libresolv.so", "libgcc_s.so", "libstdc++.so",
    ];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-image-");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_images_programs_work_as_a_user_without_rights_from_a_folder_that_nobody_can_write()
    {
        await Shell.RunAsync("/", "chmod", "755", _folder.FullName);
        CopySources();
        var (silo, web) = (await PublishAsync("silo.Dockerfile"), await PublishAsync("web.Dockerfile"));
        foreach (var program in (string[])[silo, web])
        {
            Assert.True(File.Exists(Path.Combine(program, "models", "resnet50-fashion", "model.onnx")));
            await RequireLibrariesOfTheImageAsync(program);
        }

        var writable = _folder.CreateSubdirectory("writable").FullName;
        await Shell.RunAsync("/", "chmod", "777", writable);
        var ports = FreePort.Two();
        var environment = EnvironmentOf("silo.Dockerfile", writable);
        environment["FashionOrleans__Cluster__SiloPort"] = $"{ports.One}";
        environment["FashionOrleans__Cluster__GatewayPort"] = $"{ports.Other}";
        await using var siloProgram = await StartAsync("silo.Dockerfile", silo, environment);
        await siloProgram.UntilReadyAsync();

        environment = EnvironmentOf("web.Dockerfile", writable);
        environment["FashionOrleans__Gateway"] = $"127.0.0.1:{ports.Other}";
        await using var webProgram = await StartAsync("web.Dockerfile", web, environment, "serve");
        await FindItselfAsync(webProgram.Http);

        foreach (var (name, (template, _)) in Manifests.Pods(Manifests.Resources).Where(pod => pod.Key != "postgres"))
        {
            var container = template.Spec.Containers[0];
            var program = container.Name == "web" ? webProgram : siloProgram;
            foreach (var path in new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe }.Select(probe => probe.HttpGet.Path).Append("/metrics"))
            {
                using var reply = await program.Http.GetAsync(path, Stop);
                Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{name} asks {path}, which says {reply.StatusCode}.");
            }
        }

        await ProbeAsync("silo.Dockerfile", silo, siloProgram);
        await ProbeAsync("web.Dockerfile", web, webProgram);
        await webProgram.SignalAsync("TERM");
        Assert.Equal(0, await webProgram.EndAsync());
        await siloProgram.SignalAsync("TERM");
        Assert.Equal(0, await siloProgram.EndAsync());
    }

    public void Dispose()
    {
        // The owner of read-only folders may not empty them.
        using var chmod = Process.Start("chmod", ["-R", "u+w", _folder.FullName]);
        chmod.WaitForExit();
        _folder.Delete(recursive: true);
    }

    /// <summary>Copies what the Dockerfiles copy, and nothing else: what they forget is missing here as well.</summary>
    void CopySources()
    {
        var sources = Assert.Single(Dockerfile.All.Select(file => string.Join(' ', file.Sources)).Distinct()).Split(' ');
        foreach (var source in sources.Select(source => source.TrimEnd('/')))
        {
            var from = Repository.PathOf(source);
            var files = Directory.Exists(from) ? Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories) : [from];
            foreach (var file in files.Where(file => !Path.GetRelativePath(Repository.Root, file).Split('/').Any(part => part is "bin" or "obj")))
            {
                var target = Path.Combine(_folder.FullName, "repository", Path.GetRelativePath(Repository.Root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
    }

    async Task<string> PublishAsync(string dockerfile)
    {
        var program = Path.Combine(_folder.FullName, Path.GetFileNameWithoutExtension(dockerfile));
        var command = Named(dockerfile).Publish.Replace("${Accelerator}", "cpu", StringComparison.Ordinal).Split(' ');
        Assert.Equal(["-o", "/program"], command[^2..]);
        await Shell.RunAsync(Path.Combine(_folder.FullName, "repository"), command[0], [.. command[1..^1], program]);
        await Shell.RunAsync("/", "chmod", "-R", "a-w", program);
        return program;
    }

    static async Task RequireLibrariesOfTheImageAsync(string program)
    {
        var own = Directory.EnumerateFiles(program, "*.so*").Select(file => Path.GetFileName(file)).ToArray();
        Assert.NotEmpty(own);
        Assert.False(Directory.Exists(Path.Combine(program, "runtimes")), "The program carries libraries of other kinds of machine.");
        foreach (var library in own)
        {
            var needed = await Shell.RunAsync("/", "ldd", Path.Combine(program, library));
            foreach (var name in needed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => Path.GetFileName(line.Split(' ')[0])))
            {
                Assert.True(name is "statically" || own.Contains(name) || InTheImage.Any(name.StartsWith), $"{library} needs {name}, which the image lacks.");
            }
        }
    }

    /// <summary>What the image sets, on loopback and with folders and ports of this test's own.</summary>
    static Dictionary<string, string> EnvironmentOf(string dockerfile, string writable)
    {
        var environment = Named(dockerfile).Environment.Where(variable => variable.Key != "FashionOrleans__Embedding__Provider").ToDictionary();
        environment["FashionOrleans__Cluster__Address"] = "127.0.0.1";
        environment["FashionOrleans__HealthUrls"] = environment["FashionOrleans__Urls"] = "http://127.0.0.1:0";
        environment["FashionOrleans__Data"] = Path.Combine(writable, "data");
        environment["FashionOrleans__Search__VectorCache"] = Path.Combine(writable, "cache");
        environment["TMPDIR"] = writable;
        return environment;
    }

    static Task<RunningProgram> StartAsync(string dockerfile, string program, Dictionary<string, string> environment, params string[] arguments) =>
        RunningProgram.StartAsync(Process.Start(Shell.AsNobody(environment, "dotnet", [Path.Combine(program, Named(dockerfile).Entrypoint[1]), .. arguments]))!);

    /// <summary>Has a picture stored, decoded, embedded and found: the native libraries work.</summary>
    static async Task FindItselfAsync(HttpClient http)
    {
        var product = SampleProducts.Create()[0];
        using var created = await http.PutAsJsonAsync("/api/v1/catalogs/shop", new { shards = 2, vectorStorage = "mapped" }, Stop);
        created.EnsureSuccessStatusCode();
        var picture = product.RenderJpeg();
        using var upload = new MultipartFormDataContent { { new ByteArrayContent(picture), "image", "product.jpg" } };
        using var stored = await http.PutAsync($"/api/v1/catalogs/shop/items/{product.Id}", upload, Stop);
        Assert.True(stored.IsSuccessStatusCode, await stored.Content.ReadAsStringAsync(Stop));
        using var query = new MultipartFormDataContent { { new ByteArrayContent(picture), "image", "query.jpg" } };
        using var answer = await http.PostAsync("/api/v1/catalogs/shop/recommendations", query, Stop);
        var found = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!;
        Assert.Equal(product.Id, (string?)found["results"]![0]!["id"]);
    }

    /// <summary>Asks as the image's health check does.</summary>
    static async Task ProbeAsync(string dockerfile, string program, RunningProgram running)
    {
        var command = Named(dockerfile).HealthCommand;
        var address = new Uri(running.Http.BaseAddress!, new Uri(command[3]).AbsolutePath);
        using var probe = Process.Start(Shell.AsNobody(new Dictionary<string, string>(), command[0], Path.Combine(program, command[1]), command[2], $"{address}"))!;
        var said = await probe.StandardOutput.ReadToEndAsync(Stop);
        await probe.WaitForExitAsync(Stop);
        Assert.True(probe.ExitCode == 0, said);
    }

    static Dockerfile Named(string name) => Dockerfile.All.Single(file => file.Name == name);
}
