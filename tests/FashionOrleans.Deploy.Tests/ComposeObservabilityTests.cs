using System.Text.Json.Nodes;
using FashionOrleans.Deploy.Tests.Support;

namespace FashionOrleans.Deploy.Tests;

/// <summary>Prometheus and Grafana of the compose file: that what they are given names what there is.</summary>
public sealed class ComposeObservabilityTests
{
    const string Profile = "observability";
    static readonly string Folder = Repository.PathOf("deploy", "compose");
    static readonly JsonObject Compose = Yaml.ReadFile(Path.Combine(Folder, "compose.yaml"));

    static JsonArray ScrapeConfigs => Yaml.ReadFile(Path.Combine(Folder, "observability", "prometheus.yaml"))["scrape_configs"]!.AsArray();

    [Fact]
    public void They_run_only_where_they_are_asked_for_and_listen_on_loopback()
    {
        foreach (var name in (string[])["prometheus", "grafana"])
        {
            Assert.Equal([Profile], Service(name)["profiles"]!.AsArray().Select(profile => (string)profile!));
            Assert.All(Service(name)["ports"]!.AsArray(), port => Assert.StartsWith("127.0.0.1:", (string)port!, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(Compose["services"]!.AsObject(), service => service.Value!["profiles"] is null && service.Value["depends_on"]?["prometheus"] is not null);
    }

    [Fact]
    public void Every_file_that_they_are_given_is_there_and_every_volume_is_declared()
    {
        foreach (var (source, _) in Mounts("prometheus").Concat(Mounts("grafana")))
        {
            Assert.True(
                source.StartsWith('.') ? File.Exists(Path.Combine(Folder, source)) : Compose["volumes"]!.AsObject().ContainsKey(source), $"{source} is not there.");
        }
    }

    [Fact]
    public void Prometheus_reads_the_rules_and_the_key_from_where_they_are_put()
    {
        var command = Service("prometheus")["command"]!.AsArray().Select(argument => ((string)argument!).Split('=')).ToDictionary(parts => parts[0], parts => parts[1]);
        var mounts = Mounts("prometheus").ToDictionary(mount => mount.Target, mount => mount.Source);
        var configuration = Yaml.ReadFile(Path.Combine(Folder, mounts[command["--config.file"]]));

        Assert.Equal("../observability/alerts.yaml", mounts[(string)Assert.Single(configuration["rule_files"]!.AsArray())!]);
        Assert.Equal("prometheus", mounts[command["--storage.tsdb.path"]]);
        var secret = Assert.Single(Service("prometheus")["secrets"]!.AsArray());
        Assert.Equal($"/run/secrets/{secret}", (string?)Job("fashionorleans-web")["authorization"]!["credentials_file"]);
    }

    [Fact]
    public void Prometheus_asks_the_web_and_every_kind_of_silo_at_their_ports_and_is_in_their_networks()
    {
        var networks = Networks("prometheus");
        var (host, port) = Divide((string)Assert.Single(Job("fashionorleans-web")["static_configs"]![0]!["targets"]!.AsArray())!);
        Assert.Equal(("web", Port("web.Dockerfile", "FashionOrleans__Urls")), (host, port));
        Assert.NotEmpty(networks.Intersect(Networks("web")));
        foreach (var silo in Compose["services"]!.AsObject().Select(service => service.Key).Where(name => name.StartsWith("silo", StringComparison.Ordinal)))
        {
            var found = Assert.Single(Job($"fashionorleans-{silo}")["dns_sd_configs"]!.AsArray())!;
            Assert.Equal(silo, (string?)Assert.Single(found["names"]!.AsArray()));
            Assert.Equal(Port("silo.Dockerfile", "FashionOrleans__HealthUrls"), (int)found["port"]!);
            Assert.NotEmpty(networks.Intersect(Networks(silo)));
        }

        // The alert that a process cannot be scraped is of these jobs.
        Assert.All(ScrapeConfigs, job => Assert.StartsWith("fashionorleans", (string)job!["job_name"]!, StringComparison.Ordinal));
    }

    [Fact]
    public void Grafana_finds_the_dashboard_and_Prometheus()
    {
        var mounts = Mounts("grafana").ToDictionary(mount => mount.Target, mount => mount.Source);
        var home = (string)Service("grafana")["environment"]!["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"]!;
        Assert.Equal("../observability/dashboard.json", mounts[home]);

        var provider = Yaml.ReadFile(Path.Combine(Folder, mounts["/etc/grafana/provisioning/dashboards/dashboards.yaml"]))["providers"]![0]!;
        Assert.Equal(("file", Path.GetDirectoryName(home)), ((string)provider["type"]!, (string)provider["options"]!["path"]!));

        var source = Yaml.ReadFile(Path.Combine(Folder, mounts["/etc/grafana/provisioning/datasources/datasource.yaml"]))["datasources"]![0]!;
        Assert.Equal(("prometheus", "http://prometheus:9090", true), ((string)source["type"]!, (string)source["url"]!, (bool)source["isDefault"]!));
        Assert.NotEmpty(Networks("grafana").Intersect(Networks("prometheus")));
        Assert.DoesNotContain("cluster", Networks("grafana"));

        // The dashboard asks the source that the viewer chooses, at first the default one: it needs no name of it.
        Assert.Contains(Dashboard.Json["templating"]!["list"]!.AsArray(), variable => ((string)variable!["type"]!, (string)variable["name"]!) == ("datasource", "datasource"));
        Assert.Equal($"/run/secrets/{Assert.Single(Service("grafana")["secrets"]!.AsArray())}", (string)Service("grafana")["environment"]!["GF_SECURITY_ADMIN_PASSWORD__FILE"]!);
    }

    [Fact]
    public async Task Promtool_accepts_the_configuration()
    {
        Assert.SkipUnless(Programs.Has("promtool"), "promtool is missing (Debian: apt-get install prometheus): whether Prometheus accepts the configuration of compose was not checked.");
        await Shell.RunAsync(Folder, "promtool", "check", "config", "--syntax-only", "observability/prometheus.yaml");
    }

    static JsonObject Service(string name) => Compose["services"]![name]!.AsObject();

    static JsonNode Job(string name) => ScrapeConfigs.Single(job => (string)job!["job_name"]! == name)!;

    static IEnumerable<string> Networks(string service) => Service(service)["networks"]!.AsArray().Select(network => (string)network!);

    static IEnumerable<(string Source, string Target)> Mounts(string service) =>
        Service(service)["volumes"]!.AsArray().Select(volume => ((string)volume!).Split(':')).Select(parts => (parts[0], parts[1]));

    static int Port(string dockerfile, string setting) => Divide(Dockerfile.All.Single(file => file.Name == dockerfile).Environment[setting]).Port;

    static (string Host, int Port) Divide(string address) =>
        (address[..address.LastIndexOf(':')], int.Parse(address[(address.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
}
