using System.Net;
using FashionOrleans.TestSupport;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests;

/// <summary>A server with a single place for queries and none to wait.</summary>
public sealed class AdmissionTests
{
    const int AtOnce = 24;
    const int Rounds = 40;

    [Fact]
    public async Task Queries_that_find_all_places_taken_are_refused_with_503_and_told_when_to_come_again()
    {
        var folder = Directory.CreateTempSubdirectory("fashion-admission-").FullName;
        try
        {
            await using var server = new ServerProcess(
                folder, "--set", "FashionOrleans:Query:MaxConcurrent=1", "--set", "FashionOrleans:Query:MaxQueued=0");
            await server.InitializeAsync();
            var catalog = await server.Http.CreateCatalogAsync(shards: 2);
            await server.Http.PutEmbeddingsAsync(catalog, Enumerable.Range(0, 200).Select(i => ($"i{i}", Vectors.Random(i), (object?)null)));

            // Which of them meet inside the server is up to chance: rounds go on until some have.
            var (answered, refused) = (0, 0);
            for (var round = 0; round < Rounds && (answered == 0 || refused == 0); round++)
            {
                foreach (var reply in await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => AskAsync(server.Http, catalog))))
                {
                    using (reply)
                    {
                        if (reply.StatusCode == HttpStatusCode.OK)
                        {
                            Assert.Equal(100, (await reply.JsonAsync(HttpStatusCode.OK)).Ids().Length);
                            answered++;
                            continue;
                        }

                        Assert.Contains("1 queries run", await reply.ProblemAsync(HttpStatusCode.ServiceUnavailable, "overloaded"), StringComparison.Ordinal);
                        Assert.Equal(TimeSpan.FromSeconds(1), reply.Headers.RetryAfter?.Delta);
                        refused++;
                    }
                }
            }

            Assert.True(answered > 0 && refused > 0, $"{answered} answered, {refused} refused.");
            using var alone = await AskAsync(server.Http, catalog);
            Assert.Equal(HttpStatusCode.OK, alone.StatusCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static Task<HttpResponseMessage> AskAsync(HttpClient http, string catalog) =>
        http.RecommendAsync(catalog, new { like = new[] { new { id = "i1" } }, k = 100 });
}
