using CsCheck;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Balancing;

namespace FashionOrleans.Grains.Tests.Balancing;

/// <summary>What holds of every plan is checked look by look in <see cref="SimulatedCluster"/>.</summary>
public sealed class ShardPlannerTests
{
    // Up to 72 shards, one at a time a silo, each within seven looks; and it is at rest when nothing has changed for so many looks.
    const int LooksToRest = 600;
    const int LooksAtRest = 12;

    static readonly Gen<(int Shards, int Replicas)[]> Catalogs = Gen.Select(Gen.Int[1, 24], Gen.Int[1, 3]).Array[1, 3];

    [Fact]
    public void Whatever_silos_do_shards_end_evenly_spread_and_then_stay_where_they_are() => Gen.Select(
        Catalogs, Gen.Int[1, 5], Gen.Select(Gen.Enum<Happening>(), Gen.Int[0, 99], Gen.Int[0, 12]).Array[0, 12], Gen.Int).Sample(
        (catalogs, silos, happenings, seed) =>
        {
            var cluster = Started(catalogs, silos, seed);
            foreach (var (happening, choice, looks) in happenings)
            {
                Happen(cluster, happening, choice);
                Look(cluster, looks);
            }

            RequireEvenAndAtRest(cluster);
        },
        iter: 60);

    [Fact]
    public void Shards_that_lie_anywhere_become_even_with_the_fewest_moves() => Gen.Select(Catalogs, Gen.Int[1, 6], Gen.Int).Sample(
        (catalogs, silos, seed) =>
        {
            var cluster = new SimulatedCluster(seed);
            var random = new Random(seed);
            Repeat(silos, cluster.Join);
            foreach (var (shards, replicas) in catalogs)
            {
                cluster.CreateCatalog(shards, replicas);
            }

            foreach (var shard in cluster.Catalogs.SelectMany(catalog => catalog.AllShards()))
            {
                SimulatedCluster.Place(cluster.Silos[random.Next(silos)], shard);
            }

            var fewest = cluster.Catalogs.Sum(catalog => FewestMoves(cluster.PrimariesOf(catalog)));
            RequireEvenAndAtRest(cluster);

            Assert.Equal(fewest, cluster.Moves);
        },
        iter: 60);

    [Fact]
    public void A_silo_that_joins_takes_its_share_and_no_more_and_a_silo_that_stops_gives_its_own_away_and_no_other() => Gen.Select(
        Catalogs, Gen.Int[2, 5], Gen.Int).Sample(
        (catalogs, silos, seed) =>
        {
            var cluster = Started(catalogs, silos, seed);
            RequireEvenAndAtRest(cluster);
            var before = cluster.Moves;

            cluster.Join();
            var share = cluster.Catalogs.Sum(catalog => catalog.Settings.Shards / (silos + 1));
            RequireEvenAndAtRest(cluster);
            Assert.Equal(share, cluster.Moves - before);

            before = cluster.Moves;
            var stopping = cluster.Silos[new Random(seed).Next(cluster.Silos.Count)];
            var own = stopping.Copies.Values.Count(copy => copy.IsPrimary);
            stopping.IsDraining = true;
            RequireEvenAndAtRest(cluster);
            Assert.DoesNotContain(stopping, cluster.Silos);
            Assert.Equal(own, cluster.Moves - before);
        },
        iter: 25);

    [Fact]
    public void A_silo_that_stops_gives_all_of_its_shards_away_at_once()
    {
        var cluster = Started([(24, 1)], 2, seed: 1);
        RequireEvenAndAtRest(cluster);
        cluster.Silos[0].IsDraining = true;

        var plan = cluster.Look();

        Assert.Equal(12, plan.Shards.Count(shard => cluster.Silos[1].Address.Equals(shard.MovingTo)));
    }

    [Fact]
    public void Without_balancing_shards_stay_where_they_are_but_leave_a_silo_that_stops() => Gen.Select(Catalogs, Gen.Int).Sample(
        (catalogs, seed) =>
        {
            var cluster = Started(catalogs, 2, seed, balance: false);
            Look(cluster, 100);
            cluster.Join();
            Look(cluster, 100);
            Assert.Equal(0, cluster.Moves);

            var stopping = cluster.Silos[0];
            stopping.IsDraining = true;
            Look(cluster, 100);
            Assert.DoesNotContain(stopping, cluster.Silos);
        },
        iter: 10);

    [Fact]
    public void When_all_silos_stop_shards_stay_where_they_are()
    {
        var cluster = Started([(8, 2)], 3, seed: 2);
        RequireEvenAndAtRest(cluster);
        var before = cluster.Moves;
        cluster.Silos.ForEach(silo => silo.IsDraining = true);

        Look(cluster, 20);

        Assert.Equal(before, cluster.Moves);
        Assert.Equal(3, cluster.Silos.Count);
    }

    [Fact]
    public void Of_two_silos_that_claim_a_shard_the_one_that_can_answer_counts()
    {
        var catalog = new Catalog("c", 1, new CatalogSettings(Shards: 1), Dimension: 8);
        var (old, successor) = (Support.Silos.Address(1), Support.Silos.Address(2));

        var plan = new ShardPlanner(balance: true).Plan(
            [catalog],
            [Host(old, new HeldCopy(catalog.Shard(0), true, ShardState.Failed, false)), Host(successor, new HeldCopy(catalog.Shard(0), true, ShardState.Ready, true))],
            isSettled: true);

        Assert.Equal(new CopyPlacement(successor, Primary: true, ShardState.Ready), plan.Shards[0].Copies[0]);
        Assert.Empty(plan.Orphans);
    }

    static PlannerHost Host(SiloAddress silo, params HeldCopy[] copies) => new(silo, Draining: false, copies.ToDictionary(copy => copy.Shard));

    static SimulatedCluster Started((int Shards, int Replicas)[] catalogs, int silos, int seed, bool balance = true)
    {
        var cluster = new SimulatedCluster(seed, balance);
        Repeat(silos, cluster.Join);
        foreach (var (shards, replicas) in catalogs)
        {
            cluster.CreateCatalog(shards, replicas);
        }

        return cluster;
    }

    static void Happen(SimulatedCluster cluster, Happening happening, int choice)
    {
        var silo = cluster.Silos[choice % cluster.Silos.Count];
        switch (happening)
        {
            case Happening.Join when cluster.Silos.Count < 7:
                cluster.Join();
                break;
            case Happening.Crash when cluster.Silos.Count > 1:
                cluster.Crash(silo);
                break;
            case Happening.Drain when cluster.Staying.Count() > 1:
                silo.IsDraining = true;
                break;
            case Happening.Drop when cluster.Catalogs.Count > 1:
                cluster.Drop(cluster.Catalogs[choice % cluster.Catalogs.Count]);
                break;
        }
    }

    static void Look(SimulatedCluster cluster, int times) => Repeat(times, () => cluster.Look());

    static void Repeat(int times, Action act)
    {
        for (var i = 0; i < times; i++)
        {
            act();
        }
    }

    static void RequireEvenAndAtRest(SimulatedCluster cluster)
    {
        var state = "";
        for (int looks = 0, same = 0; same < LooksAtRest; looks++)
        {
            Assert.True(looks < LooksToRest, $"Not at rest after {looks} looks: {state}");
            cluster.Look();
            var next = State(cluster);
            same = next == state ? same + 1 : 0;
            state = next;
        }

        Assert.All(cluster.LastPlan!.Shards, shard => Assert.Null(shard.MovingTo));
        var silos = cluster.Silos.Count;
        foreach (var catalog in cluster.Catalogs)
        {
            var (shards, replicas) = (catalog.Settings.Shards, catalog.Settings.Replicas);
            Assert.All(cluster.PrimariesOf(catalog), count => Assert.InRange(count, shards / silos, (shards + silos - 1) / silos));
            var placements = cluster.LastPlan.Shards.Where(shard => shard.Shard.Generation == catalog.Generation).ToArray();
            Assert.All(placements, shard => Assert.Equal(Math.Min(replicas, silos), shard.Wanted.Length));
            Assert.All(placements, shard => Assert.Equal(shard.Wanted.ToHashSet(), shard.Copies.Select(copy => copy.Silo).ToHashSet()));
            Assert.All(placements, shard => Assert.All(shard.Copies, copy => Assert.Equal(ShardState.Ready, copy.State)));

            var followers = cluster.Silos.Select(silo => placements.Count(shard => shard.Wanted.Skip(1).Contains(silo.Address))).ToArray();
            Assert.InRange(followers.Max() - followers.Min(), 0, silos > 2 ? 1 : shards % silos);
        }
    }

    static string State(SimulatedCluster cluster) =>
        string.Join('\n', cluster.LastPlan!.Shards.Select(shard => $"{shard.Shard}: {string.Join(' ', shard.Copies)}, wanted on {string.Join(' ', shard.Wanted)}"));

    /// <summary>Shards above floor or ceil, with the ceil for those that have most: each has to leave.</summary>
    static int FewestMoves(int[] counts)
    {
        var (floor, more) = Math.DivRem(counts.Sum(), counts.Length);
        return counts.OrderDescending().Select((count, place) => Math.Max(0, count - floor - (place < more ? 1 : 0))).Sum();
    }
}
