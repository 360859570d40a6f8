using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using FashionOrleans.TestSupport;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests;

/// <summary>Nothing that was acknowledged is ever lost, and nothing that was deleted comes back.</summary>
public sealed class DurabilityTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_is_there_after_a_restart()
    {
        using var folder = new Folder();
        string catalog;
        string[] before;
        await using (var server = await StartAsync(folder))
        {
            catalog = await server.Http.CreateCatalogAsync();
            await server.Http.PutItemAsync(catalog, "pictured", Drawn.Jpeg(0), new { colour = "red" }, "r1");
            await server.Http.PutEmbeddingsAsync(catalog, Enumerable.Range(0, 50).Select(i => ($"i{i}", Vectors.Random(i), (object?)new { number = i })));
            await server.Http.DeleteAsync($"{Api.Root}/catalogs/{catalog}/items/i7", Stop);
            before = await NearestAsync(server, catalog);
            Assert.Equal(0, await server.StopAsync());
        }

        await using var again = await StartAsync(folder);

        Assert.Equal(before, await NearestAsync(again, catalog));
        Assert.DoesNotContain("i7", before);
        using var picture = await again.Http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/pictured/image", Stop);
        Assert.Equal(Drawn.Jpeg(0), await picture.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task Every_acknowledged_item_survives_a_kill_in_the_middle_of_writing()
    {
        using var folder = new Folder();
        var acknowledged = new ConcurrentDictionary<string, int>();
        string catalog;
        await using (var server = await StartAsync(folder))
        {
            catalog = await server.Http.CreateCatalogAsync(shards: 4);
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var writers = Enumerable.Range(0, 4).Select(writer => WriteAsync(server, catalog, writer, acknowledged, enough)).ToArray();
            await enough.Task.WaitAsync(TimeSpan.FromSeconds(60), Stop);
            await server.KillAsync();
            await Task.WhenAll(writers);
        }

        await using var again = await StartAsync(folder);
        var ids = acknowledged.Keys.ToArray();
        using var reply = await again.Http.PostAsJsonAsync($"{Api.Root}/catalogs/{catalog}/items:lookup", new { ids }, Stop);
        var found = (await reply.JsonAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(item => (string)item!["id"]!).ToHashSet();

        Assert.True(ids.Length >= 200);
        Assert.Empty(ids.Except(found));
        var nearest = await NearestAsync(again, catalog);
        Assert.Empty(ids.Except(nearest));
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_stops_with_a_sentence()
    {
        using var folder = new Folder();
        await using var first = await StartAsync(folder);

        var (code, sentence) = await ServerProcess.RunToEndAsync("serve", "--data", folder.Path, "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, code);
        Assert.Contains("another FashionOrleans process", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", sentence, StringComparison.Ordinal);
    }

    static async Task WriteAsync(
        ServerProcess server, string catalog, int writer, ConcurrentDictionary<string, int> acknowledged, TaskCompletionSource enough)
    {
        // Bounded: the kill comes long before.
        for (var batch = 0; batch < 500; batch++)
        {
            var items = Enumerable.Range(0, 10).Select(i => ($"w{writer}-{batch}-{i}", Vectors.Random(batch * 10 + i), (object?)null)).ToArray();
            try
            {
                await server.Http.PutEmbeddingsAsync(catalog, items);
            }
            catch (HttpRequestException)
            {
                return;
            }

            foreach (var item in items)
            {
                acknowledged.TryAdd(item.Item1, batch);
            }

            if (acknowledged.Count >= 200)
            {
                enough.TrySetResult();
            }
        }
    }

    static async Task<string[]> NearestAsync(ServerProcess server, string catalog)
    {
        // The first answers may come while shards still load; the reply says so.
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var reply = await server.Http.RecommendAsync(catalog, new { like = new[] { new { embedding = Vectors.Random(4242) } }, k = 1000 });
            if (reply.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                continue;
            }

            var answer = await reply.JsonAsync(HttpStatusCode.OK);
            if ((int)answer["coverage"]!["shards"]! == (int)answer["coverage"]!["shardsAnswered"]!)
            {
                return answer.Ids();
            }
        }

        throw new TimeoutException("The shards did not load.");
    }

    static async Task<ServerProcess> StartAsync(Folder folder)
    {
        var server = new ServerProcess(folder.Path);
        await server.InitializeAsync();
        return server;
    }

    sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("fashion-durability-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
