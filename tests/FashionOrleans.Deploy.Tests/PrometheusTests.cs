using System.Net.Http.Json;
using FashionOrleans.Deploy.Tests.Support;
using FashionOrleans.TestSupport;
using Microsoft.Data.Sqlite;

namespace FashionOrleans.Deploy.Tests;

/// <summary>The dashboard and the alerts in a Prometheus that scrapes a server.</summary>
[Collection(nameof(BusyServer))]
public sealed class PrometheusTests(BusyServer server)
{
    // Served only once a graph index has answered.
    const string MayBeEmpty = "fashionorleans_graph_recall";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_panel_of_the_dashboard_has_numbers_while_a_shop_is_busy()
    {
        await using var prometheus = await PrometheusServer.StartAsync(server.Address, server.Key);
        await prometheus.UntilAsync("every query has numbers", async () =>
        {
            await server.WorkAsync();
            var empty = new List<string>();
            foreach (var query in Dashboard.Queries)
            {
                // The rate of something that is measured now and then is divided by itself: NaN until it happens again.
                var values = await prometheus.QueryAsync(Dashboard.Fill(query, interval: "20s"));
                if (!query.Contains(MayBeEmpty, StringComparison.Ordinal) && (values.Count == 0 || values.All(series => series.Value == "NaN")))
                {
                    empty.Add(query);
                }
            }

            return empty.Count == 0 ? null : string.Join(Environment.NewLine, empty);
        });
    }

    [Fact]
    public async Task The_dashboards_variables_offer_the_process_and_its_catalogues()
    {
        await using var prometheus = await PrometheusServer.StartAsync(server.Address, server.Key);
        foreach (var (name, offered) in (IEnumerable<(string, string)>)[("instance", server.Address.Authority), ("catalog", "shop")])
        {
            var variable = Dashboard.Json["templating"]!["list"]!.AsArray().Single(variable => (string)variable!["name"]! == name)!;
            var parts = ((string)variable["definition"]!).Split('(', ',', ')');
            Assert.Equal("label_values", parts[0]);
            Assert.Contains(offered, await prometheus.LabelValuesAsync(parts[1], parts[2].Trim()));
        }
    }

    [Fact]
    public async Task Every_rule_is_evaluated_without_an_error_and_a_server_that_is_well_sets_none_off()
    {
        await using var prometheus = await PrometheusServer.StartAsync(server.Address, server.Key);
        var written = Yaml.ReadFile(Repository.PathOf("deploy", "observability", "alerts.yaml"))["groups"]!.AsArray()
            .SelectMany(group => group!["rules"]!.AsArray()).Select(rule => (string)rule!["alert"]!).Order();
        await prometheus.UntilAsync("every rule is evaluated", async () =>
            (await prometheus.RulesAsync()).FirstOrDefault(rule => (string)rule["health"]! == "unknown")?.ToJsonString());

        var rules = await prometheus.RulesAsync();

        Assert.Equal(written, rules.Select(rule => (string)rule["name"]!).Order());
        Assert.All(rules, rule => Assert.Equal(("ok", null), ((string)rule["health"]!, (string?)rule["lastError"])));
        Assert.DoesNotContain(await prometheus.AlertsAsync(), alert => (string)alert["state"]! == "firing");
    }

    [Fact]
    public async Task Rows_that_are_damaged_when_a_server_starts_set_off_their_alert()
    {
        var folder = Directory.CreateTempSubdirectory("fashion-damage-");
        try
        {
            await using (var before = new ServerProcess(folder.FullName))
            {
                await before.InitializeAsync();
                using var created = await before.Http.PutAsJsonAsync("/api/v1/catalogs/shop", new { shards = 1 }, Stop);
                using var form = new MultipartFormDataContent { { new ByteArrayContent(SampleCatalog.SampleProducts.Create(1)[0].RenderJpeg(120, 160)), "image", "picture.jpg" } };
                using var stored = await before.Http.PutAsync("/api/v1/catalogs/shop/items/i0", form, Stop);
                Assert.True(stored.IsSuccessStatusCode, await stored.Content.ReadAsStringAsync(Stop));
                Assert.Equal(0, await before.StopAsync());
            }

            Damage(Path.Combine(folder.FullName, "fashion.db"));
            await using var after = new ServerProcess(folder.FullName);
            await after.InitializeAsync();
            await using var prometheus = await PrometheusServer.StartAsync(after.Http.BaseAddress!);
            await prometheus.UntilAsync("the alert fires", async () =>
            {
                var alerts = await prometheus.AlertsAsync();
                return alerts.Any(alert => (string)alert["labels"]!["alertname"]! == "FashionOrleansRowsDamaged"
                        && ((string)alert["state"]!, (string)alert["labels"]!["catalog"]!) == ("firing", "shop"))
                    ? null
                    : $"the alert; there are [{string.Join(", ", alerts.Select(alert => alert.ToJsonString()))}]";
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static void Damage(string database)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE items SET vector = x'0102' WHERE id = 'i0'";
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
