using System.Net;
using System.Net.Sockets;
using FashionOrleans.Loader.Tests.Support;

namespace FashionOrleans.Loader.Tests;

/// <summary>The built program as a process: what scripts see of it.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task A_clean_load_is_0_and_one_with_refusals_is_1()
    {
        using var data = DataSet.Of(20);
        await using var server = await FakeServer.StartAsync();
        string[] arguments = ["ingest", "--server", server.Address.ToString(), "--catalog", "demo", "--images", "images", "--metadata", "styles.csv"];

        var clean = await LoaderRun.AsProcessAsync(arguments, folder: data.Root);
        data.AddPicture("images/2.jpg", []);
        var refused = await LoaderRun.AsProcessAsync(arguments, folder: data.Root);

        Assert.Equal((0, ""), (clean.ExitCode, clean.Error));
        Assert.Equal((1, ""), (refused.ExitCode, refused.Error));
        Assert.Contains("listed in demo-refused.csv", refused.Out);
        Assert.Equal(2, File.ReadAllLines(Path.Combine(data.Root, "demo-refused.csv")).Length);
    }

    [Theory]
    [InlineData("Required command was not provided.")]
    [InlineData("'load'", "load")]
    [InlineData("Option '--images' is required.", "ingest", "--server", "http://127.0.0.1:9", "--catalog", "demo")]
    [InlineData("--server is 'here', which is not an address.", "ingest", "--server", "here", "--catalog", "demo", "--images", ".")]
    [InlineData("--hash-range is '9-5'.", "ingest", "--server", "http://127.0.0.1:9", "--catalog", "demo", "--images", ".", "--hash-range", "9-5")]
    [InlineData("There is no folder and no file at 'gone'.", "ingest", "--server", "http://127.0.0.1:9", "--catalog", "demo", "--images", "gone")]
    public async Task A_command_that_is_wrong_is_2_with_a_sentence(string sentence, params string[] arguments)
    {
        var run = await LoaderRun.AsProcessAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(sentence, run.Error);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_3_with_a_sentence()
    {
        using var data = DataSet.Of(1);
        var nobody = $"http://127.0.0.1:{FreePort()}";

        var run = await LoaderRun.AsProcessAsync(["ingest", "--server", nobody, "--catalog", "demo", "--images", data.Images]);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains($"The server at {nobody}/ does not answer (Connection refused", run.Error);
        Assert.DoesNotContain("   at ", run.Error);
    }

    [Theory]
    [InlineData("Exit codes:", "--help")]
    [InlineData("--hash-range 10-99 --shards 16", "ingest", "--help")]
    [InlineData("gender=Women,baseColour=Red|Pink,price<50", "query", "--help")]
    [InlineData("precision@k is the number of right results", "evaluate", "--help")]
    public async Task Help_teaches_with_examples(string example, params string[] arguments)
    {
        var run = await LoaderRun.AsProcessAsync(arguments);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(example, run.Out);
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
