using System.Net;
using FashionOrleans.TestSupport;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests.Security;

/// <summary>The record of who did what.</summary>
public sealed class AccessLogTests(GuardedServer guarded, WebServer open) : IClassFixture<GuardedServer>
{
    const string Unknown = $"{Api.Root}/catalogs/none";
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("admin", "DELETE", Unknown, 404)]
    [InlineData("admin", "GET", $"{Unknown}:export", 404)]
    [InlineData("admin-next", "PUT", $"{Api.Root}/catalogs/Not-A-Name", 400)]
    [InlineData("writer", "DELETE", $"{Api.Root}/catalogs/wanted", 403)]
    [InlineData("writer", "DELETE", $"{Unknown}/items/a", 404)]
    public async Task Who_changes_something_or_tries_to_is_on_record(string key, string method, string path, int status)
    {
        using var reply = await guarded.Http.SendAsync(HttpMethod.Parse(method), path, GuardedServer.KeyOf(key));

        Assert.Equal(status, (int)reply.StatusCode);
        await UntilSaidAsync(guarded, $"{key}: {method} {path}, {status}");
    }

    [Fact]
    public async Task Without_keys_the_address_is()
    {
        var catalog = await open.Http.CreateCatalogAsync();

        await UntilSaidAsync(open, $"address 127.0.0.1: PUT {Api.Root}/catalogs/{catalog}, 201");
    }

    [Fact]
    public async Task Questions_are_not_on_record_and_neither_are_writes_unless_that_is_asked_for()
    {
        // The server without keys has the log as it comes.
        var catalog = await open.Http.CreateCatalogAsync();
        using var item = await open.Http.DeleteAsync($"{Api.Root}/catalogs/{catalog}/items/written", Stop);
        using var asked = await guarded.Http.SendAsync(HttpMethod.Post, $"{Unknown}/recommendations", GuardedServer.KeyOf("admin"));
        using var seen = await guarded.Http.SendAsync(HttpMethod.Get, $"{Api.Root}/admin/overview", GuardedServer.KeyOf("admin"));
        using var last = await guarded.Http.SendAsync(HttpMethod.Delete, $"{Api.Root}/catalogs/last", GuardedServer.KeyOf("admin"));
        using var dropped = await open.Http.DeleteAsync($"{Api.Root}/catalogs/{catalog}", Stop);

        // Lines come in the order of the answers, so what was to come before these is there.
        await UntilSaidAsync(guarded, $"admin: DELETE {Api.Root}/catalogs/last, 404");
        await UntilSaidAsync(open, $"DELETE {Api.Root}/catalogs/{catalog}, 204");
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        Assert.DoesNotContain("/recommendations,", guarded.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("/admin/overview", guarded.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("items/written", open.Output, StringComparison.Ordinal);
    }

    static async Task UntilSaidAsync(ServerProcess server, string line)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Limit);
        while (!server.Output.Contains(line, StringComparison.Ordinal))
        {
            Assert.False(limit.IsCancellationRequested, $"'{line}' was not said: {server.Output}");
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
