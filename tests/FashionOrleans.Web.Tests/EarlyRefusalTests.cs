using System.Globalization;
using System.Net.Sockets;
using System.Text;
using FashionOrleans.TestSupport;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests;

/// <summary>What a full server does with a query whose body is still on its way.</summary>
public sealed class EarlyRefusalTests
{
    const int Loops = 6;
    const int Attempts = 300;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_query_that_a_full_server_cannot_answer_is_refused_before_its_body_has_come()
    {
        var folder = Directory.CreateTempSubdirectory("fashion-early-").FullName;
        try
        {
            await using var server = new ServerProcess(
                folder, "--set", "FashionOrleans:Query:MaxConcurrent=1", "--set", "FashionOrleans:Query:MaxQueued=1");
            await server.InitializeAsync();
            var catalog = await server.Http.CreateCatalogAsync(shards: 1);
            await server.Http.PutEmbeddingsAsync(catalog, [("a", Vectors.Random(1), null)]);
            using var done = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            var load = Task.WhenAll(Enumerable.Range(0, Loops).Select(_ => AskByPictureAsync(server.Http, catalog, done.Token)));

            // The place and the one to wait for it are taken nearly all the time; a request that finds one free waits for its own body in vain.
            string? reply = null;
            for (var attempt = 0; attempt < Attempts && reply is null; attempt++)
            {
                reply = await ReplyToHeadAsync(server.Http.BaseAddress!, catalog);
            }

            await done.CancelAsync();
            await load;
            Assert.NotNull(reply);
            Assert.StartsWith("HTTP/1.1 503 ", reply, StringComparison.Ordinal);
            Assert.Contains("Retry-After: 1\r\n", reply, StringComparison.Ordinal);
            Assert.Contains("\"overloaded\"", reply, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Sends the head of a query by picture and none of its body.</summary>
    /// <returns>What the server says to that; null when it waits for the body.</returns>
    static async Task<string?> ReplyToHeadAsync(Uri server, string catalog)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, Stop);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"POST /api/v1/catalogs/{catalog}/recommendations HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 500000\r\nConnection: close\r\n\r\n")),
            Stop);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Patience);
        try
        {
            // Not to the end of the stream: the server keeps it open for a while in case the body comes after all.
            var reply = new StringBuilder();
            var buffer = new byte[4096];
            while (!reply.ToString().Contains('}', StringComparison.Ordinal) && await stream.ReadAsync(buffer, limit.Token) is var count and > 0)
            {
                reply.Append(Encoding.UTF8.GetString(buffer, 0, count));
            }

            return reply.ToString();
        }
        catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
        {
            return null;
        }
    }

    static async Task AskByPictureAsync(HttpClient http, string catalog, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            try
            {
                using var form = Api.PictureForm(Drawn.Jpeg(0));
                using var reply = await http.PostAsync(new Uri($"/api/v1/catalogs/{catalog}/recommendations", UriKind.Relative), form, done);
            }
            catch (OperationCanceledException)
            {
            }
        }
    }
}
