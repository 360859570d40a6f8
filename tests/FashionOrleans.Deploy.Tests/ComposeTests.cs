using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FashionOrleans.Deploy.Tests.Support;
using FashionOrleans.Grains.Shards;
using FashionOrleans.Web.Security;
using Json.Schema;
using Microsoft.Extensions.Hosting;

namespace FashionOrleans.Deploy.Tests;

/// <summary>The compose file, against the schema of the Compose Specification and against the images that it runs.</summary>
public sealed partial class ComposeTests
{
    static readonly string Folder = Repository.PathOf("deploy", "compose");
    static readonly JsonObject Compose = Yaml.ReadFile(Path.Combine(Folder, "compose.yaml"));

    // Images of others.
    static readonly string[] Foreign = ["postgres", "prometheus", "grafana"];

    [Fact]
    public void The_file_is_what_the_specification_allows()
    {
        var problems = Problems(Compose);

        Assert.True(problems.Length == 0, string.Join(Environment.NewLine, problems));
    }

    [Fact]
    public void A_key_that_the_specification_does_not_have_is_noticed()
    {
        var wrong = (JsonObject)Compose.DeepClone();
        wrong["services"]!["web"]!["helthcheck"] = new JsonObject();

        Assert.NotEmpty(Problems(wrong));
    }

    [Fact]
    public void Three_silos_and_a_web_are_built_from_Dockerfiles_that_are_there()
    {
        Assert.Equal(3, (int?)Service("silo")["deploy"]!["replicas"]);
        foreach (var (name, service) in Services().Where(service => !Foreign.Contains(service.Key)))
        {
            var context = Path.GetFullPath(Path.Combine(Folder, (string)service["build"]!["context"]!));
            var dockerfile = Path.GetFileName((string)service["build"]!["dockerfile"]!);
            Assert.Equal(Repository.Root, context);
            Assert.True(File.Exists(Path.Combine(context, (string)service["build"]!["dockerfile"]!)), name);
            Assert.Equal(name.StartsWith("silo", StringComparison.Ordinal) ? "silo.Dockerfile" : "web.Dockerfile", dockerfile);
        }

        Assert.Equal("cuda", (string?)Service("silo-gpu")["build"]!["args"]!["Accelerator"]);
        Assert.Equal("gpu", (string?)Service("silo-gpu")["profiles"]![0]);
    }

    [Fact]
    public void Settings_are_settings_that_the_programs_have_and_accept()
    {
        foreach (var (name, service) in Services().Where(service => !Foreign.Contains(service.Key)))
        {
            var image = Dockerfile.All.Single(file => file.Name == Path.GetFileName((string)service["build"]!["dockerfile"]!)).Environment;
            var environment = image.ToDictionary();
            foreach (var (key, value) in service["environment"]!.AsObject())
            {
                environment[key] = WithDefaults(value!.ToString());
            }

            environment["FashionOrleans__Postgres"] = "Host=postgres";
            Assert.True(Settings.Problems(environment) is [], $"{name}: {string.Join("; ", Settings.Problems(environment))}");
        }
    }

    [Fact]
    public void The_web_asks_for_keys_and_has_one_whose_hash_is_a_secret()
    {
        var image = Dockerfile.All.Single(file => file.Name == "web.Dockerfile").Environment.ToDictionary();
        foreach (var (key, value) in Service("web")["environment"]!.AsObject())
        {
            image[key] = value!.ToString();
        }

        Assert.True(Settings.KeysAreNeeded(image));
        Assert.Equal(("admin", "read"), (image["FashionOrleans__Keys__0__Role"], image["FashionOrleans__Keys__1__Role"]));
        Assert.All([0, 1], number => Assert.Contains(Service("web")["secrets"]!.AsArray(), secret => (string?)secret!["target"] == $"FashionOrleans__Keys__{number}__Sha256"));
    }

    [Fact]
    public async Task The_script_makes_keys_and_their_hashes_and_overwrites_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("fashion-secrets-");
        try
        {
            var secrets = Path.Combine(folder.FullName, "secrets");
            await Shell.RunAsync("/", "bash", Repository.PathOf("deploy", "secrets.sh"), secrets);
            foreach (var (key, hash) in (IEnumerable<(string, string)>)[("admin_key", "FashionOrleans__Keys__0__Sha256"), ("metrics_key", "FashionOrleans__Keys__1__Sha256")])
            {
                var text = await File.ReadAllTextAsync(Path.Combine(secrets, key), TestContext.Current.CancellationToken);
                Assert.Equal(46, text.TrimEnd().Length);
                Assert.Equal(KeyText.HashOf(text.TrimEnd()), await File.ReadAllTextAsync(Path.Combine(secrets, hash), TestContext.Current.CancellationToken));
            }

            // As a folder of before there was a reader's key.
            File.Delete(Path.Combine(secrets, "metrics_key"));
            File.Delete(Path.Combine(secrets, "FashionOrleans__Keys__1__Sha256"));
            var before = Contents(secrets);
            await Shell.RunAsync("/", "bash", Repository.PathOf("deploy", "secrets.sh"), secrets);
            var after = Contents(secrets);
            Assert.Equal(before, after.Where(file => before.ContainsKey(file.Key)).ToDictionary());
            Assert.Equal(before.Count + 2, after.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Health_is_asked_as_the_image_asks_it_and_silos_have_time_to_move_their_shards_away()
    {
        Assert.All(Services().Values, service => Assert.NotNull(service["healthcheck"]));
        foreach (var (_, service) in Services().Where(service => !Foreign.Contains(service.Key)))
        {
            var image = Dockerfile.All.Single(file => file.Name == Path.GetFileName((string)service["build"]!["dockerfile"]!));
            var command = service["healthcheck"]!["test"]!.AsArray().Select(word => (string)word!).ToArray();
            Assert.Equal(["CMD", .. image.HealthCommand], command);
        }

        string[] silos = ["silo", "silo-gpu"];
        Assert.All(silos, silo => Assert.True(Seconds((string)Service(silo)["stop_grace_period"]!) > new ShardOptions().DrainLimit + new HostOptions().ShutdownTimeout));
    }

    [Fact]
    public void No_secret_is_in_the_file_and_every_secret_is_a_file_that_the_script_makes()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "compose.yaml"));
        Assert.DoesNotContain("Password=", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("POSTGRES_PASSWORD:", text, StringComparison.Ordinal);
        var script = File.ReadAllText(Repository.PathOf("deploy", "secrets.sh"));
        foreach (var (name, secret) in Compose["secrets"]!.AsObject())
        {
            Assert.Contains($"$folder/{Path.GetFileName((string)secret!["file"]!)}\"", script, StringComparison.Ordinal);
            Assert.Contains(Services().Values, service => service["secrets"]?.AsArray().Any(used => used!.ToString().Contains(name, StringComparison.Ordinal)) == true);
        }
    }

    /// <summary>What the schema has against a file. It is of 2021 and does not know the project's name, which came later.</summary>
    static string[] Problems(JsonObject compose)
    {
        var instance = (JsonObject)compose.DeepClone();
        Assert.True(instance.Remove("name"));
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas", "compose-spec.json"));
        var schema = (JsonObject)JsonNode.Parse(text)!;

        // It names its draft by an address that nobody else uses and its parts by the keyword of an older one, and its durations are not ISO's.
        schema["$schema"] = "https://json-schema.org/draft/2019-09/schema";
        RemoveForeign(schema);
        var result = JsonSchema.FromText(schema.ToJsonString()).Evaluate(
            JsonSerializer.SerializeToElement(instance), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid
            ? []
            : [.. (result.Details ?? []).Where(detail => detail.Errors is not null).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"))];
    }

    static void RemoveForeign(JsonNode? node)
    {
        if (node is JsonObject part)
        {
            string[] foreign = ["id", "format"];
            Array.ForEach(foreign, keyword => _ = part[keyword] is JsonValue && part.Remove(keyword));
        }

        var children = node switch
        {
            JsonObject parent => parent.Select(child => child.Value),
            JsonArray list => list,
            _ => Enumerable.Empty<JsonNode?>(),
        };
        foreach (var child in children)
        {
            RemoveForeign(child);
        }
    }

    static Dictionary<string, string> Contents(string folder) => Directory.GetFiles(folder).ToDictionary(file => file, File.ReadAllText);

    static Dictionary<string, JsonObject> Services() => Compose["services"]!.AsObject().ToDictionary(service => service.Key, service => service.Value!.AsObject());

    static JsonObject Service(string name) => Services()[name];

    static TimeSpan Seconds(string duration) => TimeSpan.FromSeconds(int.Parse(duration.TrimEnd('s'), CultureInfo.InvariantCulture));

    /// <summary>A value as compose reads it where the operator set nothing.</summary>
    static string WithDefaults(string value) => Variable().Replace(value, match => match.Groups["default"].Value);

    [GeneratedRegex(@"\$\{\w+:-(?<default>[^}]*)\}")]
    private static partial Regex Variable();
}
