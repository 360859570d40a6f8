using System.Net;
using System.Net.Sockets;
using System.Text;
using FashionOrleans.TestSupport;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests;

/// <summary>A server that has room for the bodies of one batch and a little.</summary>
public sealed class BodyBudgetTests
{
    const int BatchBytes = 900_000;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Content-Length: 900000", "")]
    [InlineData("Transfer-Encoding: chunked", "dbba0\r\n")]
    public async Task A_body_that_finds_no_room_is_refused_with_503_and_taken_once_there_is_some(string length, string chunk)
    {
        var folder = Directory.CreateTempSubdirectory("fashion-bodies-").FullName;
        try
        {
            await using var server = new ServerProcess(
                folder, "--set", "FashionOrleans:MaxPictureBytes=1000", "--set", $"FashionOrleans:MaxBatchBytes={BatchBytes}", "--set", "FashionOrleans:MaxBodyBytes=1001000");
            await server.InitializeAsync();
            var catalog = await server.Http.CreateCatalogAsync(shards: 1);
            using var slow = new TcpClient();
            await slow.ConnectAsync(server.Http.BaseAddress!.Host, server.Http.BaseAddress.Port, Stop);
            await slow.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes($"POST /api/v1/catalogs/{catalog}/items:batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{length}\r\n\r\n{chunk}"), Stop);
            if (chunk.Length > 0)
            {
                // Of a body that does not say its length counts what has come.
                await slow.GetStream().WriteAsync(new byte[BatchBytes - 1], Stop);
            }

            var refused = await UntilAsync(server.Http, catalog, HttpStatusCode.ServiceUnavailable);
            Assert.Contains("no room", await refused.ProblemAsync(HttpStatusCode.ServiceUnavailable, "overloaded"), StringComparison.Ordinal);
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
            refused.Dispose();
            using (var small = await SendAsync(server.Http, catalog, bytes: 1000))
            {
                Assert.Equal(HttpStatusCode.BadRequest, small.StatusCode);
            }

            slow.Close();
            (await UntilAsync(server.Http, catalog, HttpStatusCode.BadRequest)).Dispose();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Many_small_bodies_that_do_not_say_their_length_have_room()
    {
        var folder = Directory.CreateTempSubdirectory("fashion-bodies-").FullName;
        try
        {
            await using var server = new ServerProcess(folder);
            await server.InitializeAsync();
            var catalog = await server.Http.CreateCatalogAsync(shards: 1);

            var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => server.Http.RecommendAsync(catalog, new { like = new[] { new { id = "none" } } })));

            Assert.All(replies, reply => Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode));
            Array.ForEach(replies, reply => reply.Dispose());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The slow request's headers, and its end, are seen by the server at a moment of its own.
    static async Task<HttpResponseMessage> UntilAsync(HttpClient http, string catalog, HttpStatusCode status)
    {
        for (var tries = 1; ; tries++)
        {
            var reply = await SendAsync(http, catalog, BatchBytes);
            if (reply.StatusCode == status || tries == 200)
            {
                return reply;
            }

            reply.Dispose();
        }
    }

    // No JSON: what is read is refused with 400.
    static Task<HttpResponseMessage> SendAsync(HttpClient http, string catalog, int bytes)
    {
        var content = new ByteArrayContent(new byte[bytes]);
        content.Headers.ContentType = new("application/json");
        return http.PostAsync($"/api/v1/catalogs/{catalog}/items:batch", content, Stop);
    }
}
