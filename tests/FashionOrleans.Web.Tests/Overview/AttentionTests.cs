using FashionOrleans.Contracts;
using FashionOrleans.TestSupport;
using FashionOrleans.Web.Overview;
using static FashionOrleans.Web.Tests.Overview.SomeCluster;

namespace FashionOrleans.Web.Tests.Overview;

/// <summary>What an operator is told to look after.</summary>
public sealed class AttentionTests
{
    static readonly SiloStanding Well = Answering(1, Copy(0), Copy(1));

    [Fact]
    public void A_cluster_that_is_well_needs_nothing() => Assert.Empty(Codes(Of(Shop(), Well)));

    [Fact]
    public void That_no_silo_answers_is_an_alert() => Assert.Equal(["alert no_silo_answers"], Codes(null));

    [Fact]
    public void A_silo_that_does_not_answer_and_what_nobody_holds_meanwhile_are_alerts() =>
        Assert.Equal(["alert silo_silent", "alert shard_absent"], Codes(Of(Shop(), Answering(1, Copy(0)), Silent(2))));

    [Fact]
    public void A_silo_that_left_is_a_warning() => Assert.Equal(["warning silo_gone"], Codes(Of(Shop(), Well, Silent(2, SiloStatus.Dead))));

    [Theory]
    [InlineData(ShardState.Failed, true, "alert shard_failed")]
    [InlineData(ShardState.Loading, true, "warning shard_loading")]
    [InlineData(ShardState.Learning, true, "warning shard_learning")]
    [InlineData(ShardState.Learning, false, "warning shard_behind")]
    [InlineData(ShardState.Ready, false, "warning shard_behind")]
    public void What_a_shard_lacks_is_said(ShardState state, bool current, string expected) =>
        Assert.Equal([expected], Codes(Of(Shop(), Answering(1, Copy(0), Copy(1, state: state, current: current)))));

    [Fact]
    public void A_copy_that_is_missing_is_a_warning_and_so_are_too_few_silos_for_all_copies()
    {
        Assert.Equal(["warning copies_missing"], Codes(Of(Shop(replicas: 2), Answering(1, Copy(0), Copy(1)), Answering(2, Copy(0, primary: false)))));
        Assert.Equal(["warning silos_missing"], Codes(Of(Shop(replicas: 2), Well)));
        Assert.Empty(Codes(Of(Shop(replicas: 2), Answering(1, Copy(0), Copy(1)), Answering(2, Copy(0, primary: false), Copy(1, primary: false)))));
    }

    [Fact]
    public void Full_queues_full_memory_a_fallback_and_different_versions_are_warnings()
    {
        var embedder = new EmbedderStatus("m", 1, "cpu", [], true, "No GPU.", 200, 256, 0, 4096);
        var process = new ProcessStatus("1.1", Now, 4, 1, 950, 50, 1000);
        var busy = Answering(2) with { Report = Report() with { Process = process, Places = new QueryPlaces(64, 200, 3, 64, 256), Embedders = [embedder] } };

        var codes = Codes(Of(Shop(), Well, busy));

        Assert.Equal(["warning embedder_fallback", "warning memory_full", "warning pictures_wait", "warning queue_fills", "warning versions_differ"], codes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Calls_that_fail_are_alerts_and_come_before_warnings()
    {
        var status = Of(Shop(), Answering(1, Copy(0, recall: 0.7), Copy(1))) with { Queries = Failing(3, 97), Writes = Failing(0, 10), Unread = ["The catalogues could not be read."] };

        var attention = Attention.Of(status, ShardOverviews.Of(status));

        Assert.Equal(["queries_fail", "not_readable", "recall_low"], attention.Select(entry => entry.Code));
        Assert.Contains("3 of 100", attention[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_migration_that_does_not_go_on_is_a_warning()
    {
        var migration = new MigrationReport("shop", "a", "b", MigrationState.Copying, "a", Now) { Trouble = "No silo has the model." };

        Assert.Equal(["warning migration_waits"], Codes(Of(Shop(), Well) with { Migrations = [migration] }));
    }

    [Fact]
    public async Task Every_code_is_explained_to_operators()
    {
        var guide = await File.ReadAllTextAsync(Checkout.PathOf("docs", "operating.md"), TestContext.Current.CancellationToken);
        string[] codes =
        [
            "no_silo_answers", "silo_silent", "silo_gone", "memory_full", "versions_differ", "shard_absent", "shard_failed", "shard_loading", "shard_learning", "shard_behind", "copies_missing",
            "silos_missing", "queue_fills", "embedder_fallback", "pictures_wait", "queries_fail", "writes_fail", "recall_low", "migration_waits", "not_readable",
        ];

        Assert.All(codes, code => Assert.Contains($"`{code}`", guide, StringComparison.Ordinal));
    }

    static string[] Codes(ClusterStatus? status) =>
        [.. Attention.Of(status, status is null ? [] : ShardOverviews.Of(status)).Select(entry => $"{entry.Level} {entry.Code}")];
}
