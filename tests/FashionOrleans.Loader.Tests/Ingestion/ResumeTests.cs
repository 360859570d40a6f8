using System.Diagnostics;
using FashionOrleans.Loader.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace FashionOrleans.Loader.Tests.Ingestion;

/// <summary>An interrupted load goes on where it stopped: in total, every item is uploaded exactly once.</summary>
public sealed class ResumeTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task After_an_interruption_what_is_under_way_is_finished_and_a_rerun_uploads_the_rest_once()
    {
        using var data = DataSet.Of(400);
        await using var server = await FakeServer.StartAsync();
        using var interrupt = new CancellationTokenSource();
        var batches = 0;
        var interruption = new Lazy<Task>(interrupt.CancelAsync);
        server.BeforeStore = async _ =>
        {
            // The third request is under way when the interruption comes. It is answered after the interruption has reached
            // every stage, and so is the fourth, should the other sender have sent it meanwhile.
            if (Interlocked.Increment(ref batches) >= 3) await interruption.Value;
            return null;
        };

        var first = await LoaderRun.InProcessAsync(interrupt.Token, Arguments(server, data));
        var storedFirst = server.StoredIds.Count;
        var second = await LoaderRun.InProcessAsync(Arguments(server, data));

        Assert.Equal(130, first.ExitCode);
        Assert.InRange(storedFirst, 60, 80);
        Assert.Equal((storedFirst, 400 - storedFirst), (first.Count("stored"), first.Count("not reached")));
        Assert.Equal(0, second.ExitCode);
        Assert.Equal((400 - storedFirst, storedFirst), (second.Count("stored"), second.Count("unchanged")));
        Assert.Equal(Enumerable.Range(1, 400).Select(id => $"{id}").Order(StringComparer.Ordinal), server.StoredIds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ctrl_C_prints_the_summary_and_a_rerun_uploads_the_rest_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A test cannot send Ctrl-C to one process on Windows.");
        using var data = DataSet.Of(300);
        await using var server = await FakeServer.StartAsync();
        var (arrived, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.BeforeStore = async _ =>
        {
            if (server.Batches.Count < 3) return null;
            arrived.TrySetResult();
            await released.Task.WaitAsync(Patience);
            return null;
        };

        var first = await LoaderRun.AsProcessAsync(Arguments(server, data), async process =>
        {
            await arrived.Task.WaitAsync(Patience);
            using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
            await kill.WaitForExitAsync();
            released.SetResult();
        });
        var storedFirst = server.StoredIds.Count;
        var second = await LoaderRun.AsProcessAsync(Arguments(server, data));

        Assert.Equal(130, first.ExitCode);
        Assert.Contains("Stopping: requests under way are being finished.", first.Error);
        Assert.Equal((storedFirst, 300 - storedFirst), (first.Count("stored"), first.Count("not reached")));
        Assert.InRange(storedFirst, 20, 299);
        Assert.Equal((0, 300 - storedFirst), (second.ExitCode, second.Count("stored")));
        Assert.Equal(300, server.StoredIds.Count);
        Assert.Distinct(server.StoredIds);
    }

    [Fact]
    public async Task After_a_crash_a_rerun_uploads_only_what_was_not_stored()
    {
        using var data = DataSet.Of(300);
        await using var server = await FakeServer.StartAsync();
        var arrived = new TaskCompletionSource();
        var isDead = new TaskCompletionSource();
        server.BeforeStore = async _ =>
        {
            if (server.Batches.Count < 4) return null;
            arrived.TrySetResult();
            await isDead.Task.WaitAsync(Patience);
            // The process died before these were stored.
            return FakeServer.Problem(500, "internal_error", "Too late.");
        };

        await LoaderRun.AsProcessAsync(Arguments(server, data), async process =>
        {
            await arrived.Task.WaitAsync(Patience);
            process.Kill();
        });
        isDead.SetResult();
        server.BeforeStore = _ => Task.FromResult<IResult?>(null);
        var second = await LoaderRun.InProcessAsync(Arguments(server, data));

        Assert.Equal(0, second.ExitCode);
        Assert.Equal(300, server.StoredIds.Count);
        Assert.Distinct(server.StoredIds);
    }

    [Fact]
    public async Task A_server_that_goes_away_half_way_ends_the_run_and_a_rerun_goes_on()
    {
        using var data = DataSet.Of(100);
        await using var server = await FakeServer.StartAsync();
        var batches = 0;
        server.Before = context =>
        {
            if (context.Request.Path.Value!.EndsWith("items:batch", StringComparison.Ordinal) && Interlocked.Increment(ref batches) > 2) context.Abort();
            return Task.FromResult<IResult?>(null);
        };

        var first = await LoaderRun.InProcessAsync([.. Arguments(server, data), "--patience", "2"]);
        server.Before = _ => Task.FromResult<IResult?>(null);
        var second = await LoaderRun.InProcessAsync(Arguments(server, data));

        Assert.Equal(3, first.ExitCode);
        Assert.Contains("does not answer", first.Error);
        Assert.Contains("40 of 100 items are done; run the same command again to go on.", first.Error);
        Assert.Equal((60, 40), (second.Count("stored"), second.Count("unchanged")));
    }

    static string[] Arguments(FakeServer server, DataSet data) =>
    [
        "ingest", "--server", server.Address.ToString(), "--catalog", "demo", "--images", data.Images, "--metadata", data.Metadata,
        "--refused", data.Refused, "--batch-size", "20", "--in-flight", "2",
    ];
}
