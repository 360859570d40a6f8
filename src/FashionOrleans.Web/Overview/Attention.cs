using FashionOrleans.Contracts;
using FashionOrleans.Web.Replies;

namespace FashionOrleans.Web.Overview;

/// <summary>What somebody should look after. Each code is a heading of docs/operating.md, which says what to do.</summary>
static class Attention
{
    const double FullQueue = 0.5;
    const double FullMemory = 0.9;
    const double LowRecall = 0.9;

    // The last minute: six slots that are over, and the one that is not.
    const int RecentSlots = 7;

    public static AttentionReply[] Of(ClusterStatus? status, ShardOverviewReply[] shards) => status is null
        ? [Alert("no_silo_answers", "No silo answers this web. Queries and writes fail until one does.")]
        :
        [
            .. Silos(status)
                .Concat(Shards(shards))
                .Concat(Copies(status, shards))
                .Concat(Queues(status))
                .Concat(Calls(status.Queries, "queries_fail", "queries"))
                .Concat(Calls(status.Writes, "writes_fail", "writes"))
                .Concat(Recall(shards))
                .Concat(status.Migrations.Where(migration => migration.Trouble is not null)
                    .Select(migration => Warning("migration_waits", $"The migration of {migration.Catalog} does not go on: {migration.Trouble}")))
                .Concat(status.Unread.Select(sentence => Alert("not_readable", sentence)))
                .OrderBy(entry => entry.Level == "alert" ? 0 : 1),
        ];

    static IEnumerable<AttentionReply> Silos(ClusterStatus status)
    {
        foreach (var silo in status.Silos)
        {
            switch (SiloOverviews.StateOf(silo))
            {
                case SiloOverviews.Silent:
                    yield return Alert("silo_silent", $"Silo {silo.Silo} does not answer. If it stays so, the others replace it.");
                    break;
                case SiloOverviews.Gone:
                    yield return Warning("silo_gone", $"Silo {silo.Silo} has left the cluster in the last quarter of an hour.");
                    break;
            }

            if (silo.Report?.Process is { MemoryLimitBytes: > 0 } process && process.WorkingSetBytes > FullMemory * process.MemoryLimitBytes)
            {
                yield return Warning("memory_full", $"Silo {silo.Silo} uses {(double)process.WorkingSetBytes / process.MemoryLimitBytes:P0} of its memory.");
            }
        }

        var versions = status.Silos.Select(silo => silo.Report?.Process.Version).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        if (versions.Length > 1)
        {
            yield return Warning("versions_differ", $"The silos run different versions: {string.Join(", ", versions)}.");
        }
    }

    static IEnumerable<AttentionReply> Shards(ShardOverviewReply[] shards)
    {
        var sentences = new (string State, string Code, bool IsAlert, string What)[]
        {
            (ShardOverviews.Absent, "shard_absent", true, "no silo has a copy of"),
            (ShardOverviews.Failed, "shard_failed", true, "no copy could be loaded of"),
            (ShardOverviews.Loading, "shard_loading", false, "nothing answers yet for"),
            (ShardOverviews.Behind, "shard_behind", false, "the latest writes may be missing in"),
            (ShardOverviews.Learning, "shard_learning", false, "all items answer, slowly until it has learnt how to search them, from"),
        };
        foreach (var (state, code, isAlert, what) in sentences)
        {
            // A space that stands by answers nobody.
            foreach (var catalog in shards.Where(shard => shard.State == state && shard.Space == ShardOverviews.Answering).GroupBy(shard => shard.Catalog))
            {
                var text = $"Of {catalog.Key} {what} {Name([.. catalog.Select(shard => shard.Shard)])}.";
                yield return isAlert ? Alert(code, text) : Warning(code, text);
            }
        }
    }

    static IEnumerable<AttentionReply> Copies(ClusterStatus status, ShardOverviewReply[] shards)
    {
        var hosts = status.Silos.Count(silo => silo.Report is { Draining: false } && silo.Roles.Contains(SiloRoles.Storage));
        foreach (var catalog in status.Catalogs)
        {
            var wanted = Math.Min(catalog.Settings.Replicas, hosts);
            var few = shards.Where(shard => shard.Catalog == catalog.Name && shard.Space == ShardOverviews.Answering
                && shard.State is ShardOverviews.Serving or ShardOverviews.Moving or ShardOverviews.Learning
                && shard.Copies.Count(copy => copy.State is ShardOverviews.Serving or ShardOverviews.Following or ShardOverviews.Behind or ShardOverviews.Learning) < wanted).ToArray();
            if (few.Length > 0)
            {
                yield return Warning("copies_missing", $"Of {catalog.Name} fewer than {wanted} copies are ready of {Name([.. few.Select(shard => shard.Shard)])}.");
            }
            else if (hosts > 0 && hosts < catalog.Settings.Replicas)
            {
                yield return Warning("silos_missing", $"{catalog.Name} asks for {catalog.Settings.Replicas} copies of each shard, and there are {hosts} storage silos.");
            }
        }
    }

    static IEnumerable<AttentionReply> Queues(ClusterStatus status)
    {
        foreach (var silo in status.Silos)
        {
            if (silo.Report?.Places is { MaxWaiting: > 0 } places && places.Waiting > FullQueue * places.MaxWaiting)
            {
                yield return Warning("queue_fills", $"On silo {silo.Silo} {places.Waiting} queries wait; it refuses more than {places.MaxWaiting}.");
            }

            foreach (var embedder in silo.Report?.Embedders ?? [])
            {
                if (embedder.IsFallback)
                {
                    yield return Warning("embedder_fallback", $"On silo {silo.Silo}: {embedder.Explanation}");
                }

                if (embedder.Interactive > FullQueue * embedder.MaxInteractive)
                {
                    yield return Warning("pictures_wait", $"On silo {silo.Silo} {embedder.Interactive} pictures of queries wait for {embedder.Model}; it refuses more than {embedder.MaxInteractive}.");
                }
            }
        }
    }

    static IEnumerable<AttentionReply> Calls(LatencySummary calls, string code, string what)
    {
        var recent = calls.Slots.TakeLast(RecentSlots).ToArray();
        var failed = recent.Sum(slot => slot.Failed);
        if (failed > 0)
        {
            yield return Alert(code, $"In the last minute {failed} of {failed + recent.Sum(slot => slot.Answered)} {what} failed.");
        }
    }

    static IEnumerable<AttentionReply> Recall(ShardOverviewReply[] shards) =>
        from shard in shards
        from copy in shard.Copies
        where copy.Recall < LowRecall
        select Warning("recall_low", $"The graph index of {shard.Catalog}/{shard.Shard} on silo {copy.Silo} finds {copy.Recall:P0} of the nearest items.");

    static string Name(int[] shards) => shards.Length switch
    {
        1 => $"shard {shards[0]}",
        <= 8 => $"shards {string.Join(", ", shards)}",
        _ => $"{shards.Length} shards",
    };

    static AttentionReply Alert(string code, string text) => new("alert", code, text);

    static AttentionReply Warning(string code, string text) => new("warning", code, text);
}
