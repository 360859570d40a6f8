using System.Net;
using FashionOrleans.Client;
using FashionOrleans.Loader.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace FashionOrleans.Loader.Tests.Client;

/// <summary>The key goes with every request, and nowhere else.</summary>
public sealed class KeyTests
{
    const string Key = "fo_0123456789";

    [Fact]
    public async Task Every_request_of_a_client_carries_its_key()
    {
        await using var server = await LockedServerAsync();
        using var client = FashionOrleansClient.Connect(server.Address, new() { ApiKey = Key });
        using var patient = client.WithOptions(new() { Deadline = TimeSpan.FromMinutes(5) });

        Assert.Empty(await client.ListCatalogsAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await patient.ListCatalogsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_a_key_a_client_says_what_the_server_said()
    {
        await using var server = await LockedServerAsync();
        using var client = FashionOrleansClient.Connect(server.Address);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => client.ListCatalogsAsync(TestContext.Current.CancellationToken));

        Assert.Equal((HttpStatusCode.Unauthorized, ProblemCodes.KeyMissing), (problem.Status, problem.Code));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\nbreak")]
    [InlineData("schlüssel")]
    public void What_cannot_be_a_key_is_refused_without_being_repeated(string key)
    {
        var problem = Assert.Single(new FashionOrleansClientOptions { ApiKey = key }.Problems());

        Assert.StartsWith("ApiKey is empty or has", problem);
    }

    [Fact]
    public void Options_do_not_print_their_key() => Assert.DoesNotContain(Key, new FashionOrleansClientOptions { ApiKey = Key }.ToString());

    [Theory]
    [InlineData("--key", true)]
    [InlineData("environment", true)]
    [InlineData("none", false)]
    public async Task The_loader_takes_its_key_from_the_command_line_or_the_environment(string where, bool stored)
    {
        using var data = DataSet.Of(3);
        await using var server = await LockedServerAsync();
        string[] arguments = ["ingest", "--server", server.Address.ToString(), "--catalog", "demo", "--images", data.Images, "--refused", Path.Combine(data.Root, "refused.csv")];

        var run = where switch
        {
            "--key" => await LoaderRun.InProcessAsync([.. arguments, "--key", Key]),
            "environment" => await LoaderRun.WithKeyAsync(Key, arguments),
            _ => await LoaderRun.InProcessAsync(arguments),
        };

        Assert.Equal(stored ? 0 : 2, run.ExitCode);
        Assert.Equal(stored ? 3 : 0, server.StoredIds.Count);
        Assert.Equal(stored, !run.Error.Contains("key_missing", StringComparison.Ordinal));
        Assert.DoesNotContain(Key, run.Out + run.Error);
    }

    [Fact]
    public async Task A_key_that_cannot_be_one_is_said_before_anything_is_sent()
    {
        await using var server = await LockedServerAsync();

        var run = await LoaderRun.InProcessAsync("query", "--server", server.Address.ToString(), "--catalog", "demo", "--id", "1", "--key", "two words");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("FASHIONORLEANS_KEY", run.Error);
        Assert.DoesNotContain("two words", run.Error);
        Assert.Empty(server.Requests);
    }

    static async Task<FakeServer> LockedServerAsync()
    {
        var server = await FakeServer.StartAsync();
        server.Before = context => Task.FromResult<IResult?>(
            context.Request.Headers.Authorization == $"Bearer {Key}" ? null : FakeServer.Problem(401, "key_missing", "A key is needed here."));
        return server;
    }
}
