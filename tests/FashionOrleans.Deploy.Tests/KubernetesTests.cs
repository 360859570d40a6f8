using FashionOrleans.Deploy.Tests.Support;
using FashionOrleans.Grains.Shards;
using FashionOrleans.Silo.Health;
using k8s.Models;
using Microsoft.Extensions.Hosting;
using YamlDotNet.Core;

namespace FashionOrleans.Deploy.Tests;

/// <summary>The Kubernetes manifests, against the types of its API and against the programs that they run.</summary>
public sealed class KubernetesTests
{
    static readonly Dictionary<string, string[]> Served = new()
    {
        ["silo"] = [HealthPaths.Live, HealthPaths.Ready],
        ["web"] = [HealthPaths.Live, HealthPaths.Ready, HealthPaths.Serving],
    };

    public static TheoryData<string> Files => [.. Manifests.Files.Select(file => Path.GetRelativePath(Repository.Root, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_manifest_is_what_the_API_knows(string file) =>
        Assert.NotEmpty(Manifests.Parse(File.ReadAllText(Repository.PathOf(file))));

    [Fact]
    public void A_field_that_the_API_does_not_know_is_noticed() => Assert.ThrowsAny<YamlException>(
        () => Manifests.Parse("apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selectr: {}\n"));

    [Fact]
    public void Every_file_is_named_by_a_kustomization_and_every_name_is_a_file()
    {
        var named = new HashSet<string>();
        foreach (var kustomization in Manifests.Kustomizations)
        {
            var yaml = Yaml.ReadFile(kustomization);
            var folder = Path.GetDirectoryName(kustomization)!;
            string[] lists = ["resources", "components"];
            var paths = lists.SelectMany(list => yaml[list]?.AsArray().Select(path => (string)path!) ?? [])
                .Concat(yaml["patches"]?.AsArray().Select(patch => (string)patch!["path"]!) ?? [])
                .Select(path => Path.GetFullPath(Path.Combine(folder, path)));
            foreach (var path in paths)
            {
                Assert.True(File.Exists(path) || File.Exists(Path.Combine(path, "kustomization.yaml")), $"{kustomization} names {path}, which is not there.");
                named.Add(path);
            }
        }

        Assert.Empty(Manifests.Files.Except(named));
    }

    [Fact]
    public async Task Overlays_are_put_together_by_kustomize()
    {
        Assert.SkipUnless(Programs.Has("kubectl"), "kubectl is not installed here.");
        var folder = Directory.CreateTempSubdirectory("fashion-kustomize-");
        try
        {
            CopyFolder(Repository.PathOf("deploy", "kubernetes"), folder.FullName);
            var secrets = folder.CreateSubdirectory("overlays/trial/secrets");
            await File.WriteAllTextAsync(Path.Combine(secrets.FullName, "FashionOrleans__Postgres"), "Host=postgres", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(secrets.FullName, "postgres_password"), "secret", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(secrets.FullName, "FashionOrleans__Keys__0__Sha256"), "hash", TestContext.Current.CancellationToken);
            var trial = Manifests.Parse(await Manifests.BuildAsync(Path.Combine(folder.FullName, "overlays", "trial")));
            var gpu = Manifests.Parse(await Manifests.BuildAsync(Path.Combine(folder.FullName, "overlays", "gpu")));

            Assert.Equal(["postgres", "silo-embedding", "silo-storage", "web"], Manifests.Pods(trial).Keys.Order(StringComparer.Ordinal));
            var secret = Assert.Single(trial.OfType<V1Secret>());
            Assert.All(Manifests.Pods(trial).Values, pod => Assert.Contains(pod.Template.Spec.Volumes, volume => volume.Secret?.SecretName == secret.Name()));
            var embedding = Manifests.Pods(gpu)["silo-embedding"].Template.Spec;
            var container = Assert.Single(embedding.Containers);
            Assert.EndsWith("-cuda", container.Image, StringComparison.Ordinal);
            Assert.Equal("1", container.Resources.Limits["nvidia.com/gpu"].ToString());
            Assert.Contains("nvidia.com/gpu.present", embedding.NodeSelector.Keys);
            Assert.Contains(container.Env, variable => variable is { Name: "FashionOrleans__Embedding__Provider", Value: "cuda" });
            Assert.Equal(["web"], gpu.OfType<V2HorizontalPodAutoscaler>().Select(scaler => scaler.Name()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Settings_of_pods_are_settings_that_the_programs_have_and_accept()
    {
        foreach (var (name, (template, _)) in Ours())
        {
            var environment = Manifests.Environment(Assert.Single(template.Spec.Containers)).ToDictionary();
            Assert.Contains("FashionOrleans__Cluster__Membership", environment.Keys);
            environment["FashionOrleans__Postgres"] = "Host=postgres";
            Assert.True(Settings.Problems(environment) is [], $"{name}: {string.Join("; ", Settings.Problems(environment))}");
        }
    }

    [Fact]
    public void The_web_asks_for_keys_and_has_one_whose_hash_is_in_the_secret()
    {
        var web = Ours()["web"].Template.Spec;
        var environment = Manifests.Environment(Assert.Single(web.Containers));

        Assert.True(Settings.KeysAreNeeded(environment));
        Assert.Equal("admin", environment["FashionOrleans__Keys__0__Role"]);
        Assert.Contains(web.Volumes, volume => volume.Secret?.Items.Any(item => item.Path == "FashionOrleans__Keys__0__Sha256") == true);
    }

    [Fact]
    public void Probes_ask_ports_and_paths_that_the_programs_serve()
    {
        foreach (var (name, (template, _)) in Ours())
        {
            var container = Assert.Single(template.Spec.Containers);
            var environment = Manifests.Environment(container);
            var urls = environment[container.Name == "web" ? "FashionOrleans__Urls" : "FashionOrleans__HealthUrls"];
            var probes = (V1Probe[])[container.StartupProbe, container.LivenessProbe, container.ReadinessProbe];
            foreach (var probe in probes.Select(probe => probe.HttpGet))
            {
                var port = Assert.Single(container.Ports, port => port.Name == probe.Port.ToString());
                Assert.Equal($"http://*:{port.ContainerPort}", urls);
                Assert.Contains(probe.Path, Served[container.Name]);
            }

            Assert.All(probes, probe => Assert.True(probe.TimeoutSeconds > 3, $"{name}: a check may take three seconds."));
            Assert.Equal(container.ReadinessProbe.HttpGet.Path, container.Name == "web" ? HealthPaths.Serving : HealthPaths.Ready);
            Assert.Equal($"{(container.Name == "web" ? 5080 : 5081)}", template.Metadata.Annotations["prometheus.io/port"]);
        }
    }

    [Fact]
    public void A_silo_has_the_address_of_its_pod_and_time_to_move_its_shards_away()
    {
        foreach (var (_, (template, _)) in Ours().Where(pod => pod.Value.Template.Spec.Containers[0].Name == "silo"))
        {
            var container = template.Spec.Containers[0];
            var limit = Manifests.Environment(container)["FashionOrleans__Shards__DrainLimit"];
            Assert.Equal(new ShardOptions().DrainLimit, TimeSpan.Parse(limit, System.Globalization.CultureInfo.InvariantCulture));
            Assert.True(TimeSpan.FromSeconds(template.Spec.TerminationGracePeriodSeconds!.Value) > new ShardOptions().DrainLimit + new HostOptions().ShutdownTimeout);
            Assert.Contains(container.Env, variable => variable is { Name: "FashionOrleans__Cluster__Address", ValueFrom.FieldRef.FieldPath: "status.podIP" });
            Assert.Equal([11111, 30000, 5081], container.Ports.Select(port => port.ContainerPort));
        }
    }

    [Fact]
    public void Pods_run_without_privileges_on_a_file_system_that_they_cannot_write()
    {
        foreach (var (_, (template, _)) in Manifests.Pods(Manifests.Resources))
        {
            var container = Assert.Single(template.Spec.Containers);
            Assert.True(template.Spec.SecurityContext.RunAsNonRoot);
            Assert.NotEqual(0, template.Spec.SecurityContext.RunAsUser);
            Assert.Equal("RuntimeDefault", template.Spec.SecurityContext.SeccompProfile.Type);
            Assert.False(template.Spec.AutomountServiceAccountToken);
            Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
            Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
            Assert.NotNull(container.Resources.Limits["memory"]);
            var volumes = template.Spec.Volumes.Select(volume => volume.Name).Append("data");
            Assert.All(container.VolumeMounts, mount => Assert.Contains(mount.Name, volumes));
        }
    }

    [Fact]
    public void Selectors_select_the_pods_that_they_are_for()
    {
        var pods = Manifests.Pods(Manifests.Resources);
        Assert.All(pods, pod => AssertSelects(pod.Value.Selector, pod.Value.Template));
        Assert.All(
            Manifests.Resources.OfType<V1Service>(),
            service =>
            {
                var template = pods[service.Name()].Template;
                AssertSelects(new V1LabelSelector { MatchLabels = service.Spec.Selector }, template);
                Assert.All(service.Spec.Ports, port => Assert.Contains(template.Spec.Containers[0].Ports, served => served.Name == port.TargetPort.ToString()));
            });
        Assert.All(Manifests.Resources.OfType<V1PodDisruptionBudget>(), budget => AssertSelects(budget.Spec.Selector, pods[budget.Name()].Template));
        Assert.Equal(Ours().Keys.Order(), Manifests.Resources.OfType<V1PodDisruptionBudget>().Select(budget => budget.Name()).Order());
        Assert.All(Manifests.Resources.OfType<V2HorizontalPodAutoscaler>(), scaler => Assert.Contains(scaler.Spec.ScaleTargetRef.Name, pods.Keys));
        Assert.All(
            pods.Values.SelectMany(pod => (pod.Template.Spec.TopologySpreadConstraints ?? []).Select(spread => (spread, pod.Template))),
            pair => AssertSelects(pair.spread.LabelSelector, pair.Template));
    }

    /// <summary>Who may reach what, as the policies say: a port of one kind of pod from another kind.</summary>
    [Theory]
    [InlineData("silo", "silo-storage", "silo", true)]
    [InlineData("silo", "silo-storage", "gateway", true)]
    [InlineData("web", "silo-storage", "gateway", true)]
    [InlineData("web", "silo-storage", "silo", false)]
    [InlineData("web", "silo-embedding", "health", false)]
    [InlineData("silo", "postgres", "postgres", true)]
    [InlineData("web", "postgres", "postgres", true)]
    [InlineData("other", "postgres", "postgres", false)]
    [InlineData("other", "silo-storage", "silo", false)]
    [InlineData("other", "silo-storage", "gateway", false)]
    [InlineData("other", "web", "http", false)]
    public void Only_pods_of_the_application_reach_silos_and_the_database(string from, string to, string port, bool allowed)
    {
        var target = Manifests.Pods(Manifests.Resources)[to].Template.Metadata.Labels;
        var source = new Dictionary<string, string> { ["app.kubernetes.io/component"] = from };
        var policies = Manifests.Resources.OfType<V1NetworkPolicy>()
            .Where(policy => policy.Spec.PolicyTypes.Contains("Ingress") && Manifests.Selects(policy.Spec.PodSelector, target))
            .ToArray();

        Assert.NotEmpty(policies);
        Assert.Equal(allowed, policies.SelectMany(policy => policy.Spec.Ingress ?? []).Any(rule =>
            rule.Ports.Any(opened => opened.Port.ToString() == port)
            && rule.FromProperty.Any(peer => peer.NamespaceSelector is null && Manifests.Selects(peer.PodSelector, source))));
    }

    static Dictionary<string, (V1PodTemplateSpec Template, V1LabelSelector Selector)> Ours() =>
        Manifests.Pods(Manifests.Resources).Where(pod => pod.Key != "postgres").ToDictionary();

    static void AssertSelects(V1LabelSelector selector, V1PodTemplateSpec template) =>
        Assert.True(Manifests.Selects(selector, template.Metadata.Labels), $"{string.Join(", ", selector.MatchLabels)} does not select the pod that it is for.");

    static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => !file.Contains("secrets", StringComparison.Ordinal)))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
