using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FashionOrleans.Backup;
using FashionOrleans.Cluster.Tests.Faults;
using FashionOrleans.Cluster.Tests.Support;
using FashionOrleans.Contracts;

namespace FashionOrleans.Cluster.Tests;

/// <summary>Exports of a catalogue while it is written, and while a silo dies.</summary>
[Collection(OneAtATime.Name)]
public sealed class ExportTests
{
    const int Shards = 4;
    const int Exports = 6;
    const int Seed = 23;
    static readonly TimeSpan AWhile = TimeSpan.FromMilliseconds(500);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_export_is_of_one_moment_and_holds_every_write_that_was_acknowledged_before_it()
    {
        var folder = Directory.CreateTempSubdirectory("fashion-exports-");
        await using var cluster = await LocalCluster.StartAsync(new ClusterShape());
        var catalog = await cluster.CreateCatalogAsync("shop", Shards, replicas: 2);
        using var load = new Load(catalog, Seed);
        try
        {
            await load.PrepareAsync();
            load.Start();
            for (var number = 0; number < Exports; number++)
            {
                if (number == Exports / 2)
                {
                    await FaultCatalog.ReplaceAsync(cluster.Silos[0]);
                }

                await Task.Delay(AWhile, Stop);
                var path = Path.Combine(folder.FullName, $"{number}.tar");
                var (begun, ended) = await ExportAsync(catalog, path);
                var backup = BackupReader.Open(path);
                load.RequireMoment(Values(backup), begun, ended);
            }

            await load.StopAsync();
            await load.CheckAsync();
            TestContext.Current.TestOutputHelper!.WriteLine(load.Summary);
        }
        catch
        {
            TestContext.Current.TestOutputHelper!.WriteLine(cluster.Output);
            throw;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Exports, again where the silo that held the snapshot was lost; returns when the one that is whole was begun and ended.</summary>
    static async Task<(long Begun, long Ended)> ExportAsync(CatalogClient catalog, string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            var begun = Stopwatch.GetTimestamp();
            if (await catalog.TryExportAsync(path))
            {
                return (begun, Stopwatch.GetTimestamp());
            }

            Assert.True(attempt < 20, "The catalogue could not be exported.");
            await Task.Delay(AWhile, Stop);
        }
    }

    static Dictionary<int, int> Values(BackupReader backup)
    {
        backup.Verify(cancellationToken: Stop);
        var values = new Dictionary<int, int>();
        for (var part = 0; part < backup.Manifest.Parts.Count; part++)
        {
            foreach (var item in backup.ReadPart(part))
            {
                using var attributes = JsonDocument.Parse(item.Attributes);
                values.Add(int.Parse(item.Id.AsSpan(1), CultureInfo.InvariantCulture), attributes.RootElement.GetProperty("value").GetInt32());
                Assert.InRange(item.Version, 1, backup.Manifest.ShardVersions[ShardRouter.ShardOf(item.Id, Shards)]);
            }
        }

        return values;
    }
}
