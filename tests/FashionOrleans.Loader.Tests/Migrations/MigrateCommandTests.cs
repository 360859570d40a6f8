using System.Text.Json.Nodes;
using FashionOrleans.Client;
using FashionOrleans.Loader.Tests.Support;

namespace FashionOrleans.Loader.Tests.Migrations;

/// <summary>The commands about migrations, and the client beneath them.</summary>
public sealed class MigrateCommandTests : IAsyncLifetime
{
    readonly FakeMigrations _migrations = new();
    FakeServer _server = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _server.Before = _migrations.AnswerAsync;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_migration_is_begun_as_asked_for()
    {
        var run = await RunAsync("start", "--model", "new-model", "--pictures-per-second", "200", "--label", "gender", "--manual", "--again");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal("""POST shop:migrate {"model":"new-model","picturesPerSecond":200,"label":"gender","cutOver":"manual","again":true}""", Assert.Single(_migrations.Asked));
        Assert.StartsWith("Migration of shop from old-model to new-model: copying, old-model answers", run.Out, StringComparison.Ordinal);
        Assert.Contains("  250 of 1,000 items, 1 of 8 shards in step, at most 50 pictures/s", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_options_the_server_decides_and_the_new_model_answers_by_itself()
    {
        var run = await RunAsync("start", "--model", "new-model", "--wait", "--no-progress");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal("""POST shop:migrate {"model":"new-model","cutOver":"whenReady"}""", Assert.Single(_migrations.Asked));
        Assert.Contains("switched, new-model answers", run.Out, StringComparison.Ordinal);
        Assert.Contains("precision@5 by category: 81.0% before, 84.5% after, ±2.0%, of 200 queries", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_for_a_manual_one_ends_when_it_is_ready_and_says_what_comes_next()
    {
        var run = await RunAsync("start", "--model", "new-model", "--manual", "--wait", "--no-progress");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("ready, old-model answers", run.Out, StringComparison.Ordinal);
        Assert.Contains("next: 'migrate cut-over'", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_does_not_go_on_for_ever_where_items_cannot_follow()
    {
        _migrations.ItemsLeftOut = 3;

        var run = await RunAsync("start", "--model", "new-model", "--wait", "--no-progress");

        Assert.Equal(ExitCode.SomeRefused, run.ExitCode);
        Assert.Contains("3 items cannot follow", run.Out, StringComparison.Ordinal);
        Assert.Contains("waits: 3 items cannot be embedded.", run.Out, StringComparison.Ordinal);
        Assert.Contains("'migrate cut-over --leave-out'", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_command_again_finds_the_migration_under_way_and_another_model_is_refused()
    {
        _migrations.State = "copying";

        var again = await RunAsync("start", "--model", "new-model");
        var other = await RunAsync("start", "--model", "third-model");

        Assert.Equal(ExitCode.Done, again.ExitCode);
        Assert.Contains("copying", again.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, other.ExitCode);
        Assert.Contains("is under way. (migration_under_way", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_models_change_places_and_back_and_one_stays()
    {
        _migrations.State = "ready";

        var cutOver = await RunAsync("cut-over");
        var rolledBack = await RunAsync("roll-back", "--leave-out");
        var ended = await RunAsync("end");

        Assert.All([cutOver, rolledBack, ended], run => Assert.Equal(ExitCode.Done, run.ExitCode));
        Assert.Equal(["""POST shop/migration:cutOver {"leaveOut":false}""", """POST shop/migration:rollBack {"leaveOut":true}""", "DELETE shop/migration"], _migrations.Asked);
        Assert.Contains("switched, new-model answers", cutOver.Out, StringComparison.Ordinal);
        Assert.Contains("rolledBack, old-model answers", rolledBack.Out, StringComparison.Ordinal);
        Assert.Contains("ended", ended.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("next:", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_over_that_would_lose_items_is_refused_until_they_are_left_out()
    {
        (_migrations.State, _migrations.ItemsLeftOut) = ("ready", 3);

        var refused = await RunAsync("cut-over");
        var done = await RunAsync("cut-over", "--leave-out");

        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Contains("migration_not_ready", refused.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.SomeRefused, done.ExitCode);
    }

    [Fact]
    public async Task The_status_is_for_people_and_as_JSON_for_programs()
    {
        _migrations.State = "rolledBack";

        var text = await RunAsync("status");
        var json = await RunAsync("status", "--json");

        Assert.Contains("next: 'migrate end' when the old model is to stay", text.Out, StringComparison.Ordinal);
        Assert.Equal("rolledBack", (string?)JsonNode.Parse(json.Out)!["state"]);
        Assert.Equal(1_000, (int)JsonNode.Parse(json.Out)!["progress"]!["itemsFollowed"]!);
    }

    [Fact]
    public async Task What_is_not_there_is_told_in_a_sentence()
    {
        var status = await RunAsync("status");
        using var client = FashionOrleansClient.Connect(_server.Address);

        Assert.Equal(ExitCode.Usage, status.ExitCode);
        Assert.Contains("has had no migration. Begin one with 'migrate start'.", status.Error, StringComparison.Ordinal);
        Assert.Null(await client.FindMigrationAsync("shop", Stop));
        Assert.Equal(ProblemCodes.NoMigration, (await Assert.ThrowsAsync<ProblemException>(() => client.RollBackAsync("other", cancellationToken: Stop))).Code);
    }

    [Fact]
    public async Task Help_teaches_the_order_of_a_migration()
    {
        var help = await LoaderRun.InProcessAsync("migrate", "--help");

        Assert.Equal(ExitCode.Done, help.ExitCode);
        Assert.Matches("(?s)migrate start .*migrate status .*migrate cut-over .*migrate roll-back .*migrate end", help.Out);
    }

    Task<LoaderRun> RunAsync(string verb, params IEnumerable<string> arguments) =>
        LoaderRun.InProcessAsync(["migrate", verb, "--server", _server.Address.ToString(), "--catalog", "shop", .. arguments]);
}
