using FashionOrleans.Benchmarks.FanOut;

namespace FashionOrleans.Benchmarks.Tests;

/// <summary>The simulation where the answer is known without it. Every run has a fixed seed, so a tolerance once kept is kept for ever.</summary>
public sealed class FanOutSimulationTests
{
    static readonly FanOutModel OneSilo = new()
    {
        Shards = 1,
        ShardsPerSilo = 1,
        Replicas = 1,
        Utilisation = 0.7,
        Service = ServiceTimes.Exponential(1),
        Queries = 200_000,
    };

    static readonly FanOutModel Cluster = new()
    {
        Shards = 40,
        ShardsPerSilo = 8,
        Replicas = 2,
        Utilisation = 0.3,
        Service = ServiceTimes.LogNormal(4, 0.3),
        PauseEvery = 2000,
        Pause = 100,
        Network = 0.1,
        Queries = 20_000,
    };

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.7)]
    public void One_silo_with_exponential_work_is_the_queue_M_M_1(double utilisation)
    {
        var result = FanOutSimulation.Run(OneSilo with { Utilisation = utilisation });

        AssertNear(1 / (1 - utilisation), result.Mean, 0.02);
        AssertNear(-Math.Log(0.01) / (1 - utilisation), result.Percentile(0.99), 0.04);
        AssertNear(utilisation, result.Busiest, 0.01);
    }

    [Fact]
    public void One_silo_with_constant_work_waits_as_Pollaczek_and_Khinchine_say()
    {
        var result = FanOutSimulation.Run(OneSilo with { Service = ServiceTimes.Constant(1) });

        AssertNear(1 + (0.7 / (2 * (1 - 0.7))), result.Mean, 0.02);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.5)]
    public void Pauses_go_before_calls_as_in_a_queue_with_preemptive_priority(double utilisation)
    {
        var (every, pause) = (100.0, 20.0);

        // Long pauses and long queues hang together for long: the mean of several runs.
        var mean = Enumerable.Range(1, 4).Average(seed =>
            FanOutSimulation.Run(OneSilo with { Utilisation = utilisation, PauseEvery = every, Pause = pause, Seed = seed, Queries = 100_000 }).Mean);

        // Kleinrock, Queueing Systems II, 3.6: work 1 and pauses 20 have second moments 2 and 800.
        var busy = pause / every;
        var residual = ((utilisation * 2) + (800 / every)) / 2;
        AssertNear((1 / (1 - busy)) + (residual / ((1 - busy) * (1 - busy - utilisation))), mean, 0.04);
    }

    [Fact]
    public void Of_two_silos_that_both_must_answer_the_later_one_is_as_late_as_Flatto_and_Hahn_found()
    {
        var result = FanOutSimulation.Run(OneSilo with { Shards = 2 });

        AssertNear((12 - 0.7) / 8 / (1 - 0.7), result.Mean, 0.02);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    public void The_last_of_many_idle_silos_is_as_late_as_the_harmonic_number(int silos)
    {
        var result = FanOutSimulation.Run(OneSilo with { Shards = silos, Utilisation = 0.001, Queries = 10_000 });

        AssertNear(Enumerable.Range(1, silos).Sum(n => 1.0 / n), result.Mean, 0.02);
    }

    [Fact]
    public void Network_and_sending_are_added_once_each()
    {
        var result = FanOutSimulation.Run(OneSilo with
        {
            Shards = 10, Utilisation = 0.001, Service = ServiceTimes.Constant(5), Network = 0.5, Sending = 0.25, Queries = 1000,
        });

        Assert.Equal(5 + (2 * 0.5) + (9 * 0.25), result.Percentile(0.5), 6);
    }

    [Fact]
    public void Without_replicas_hedging_changes_nothing()
    {
        var model = Cluster with { Replicas = 1 };

        var hedged = FanOutSimulation.Run(model);

        Assert.Equal(0, hedged.Hedged);
        Assert.Equal(FanOutSimulation.Run(model with { Hedging = false }).Latencies, hedged.Latencies);
    }

    [Fact]
    public void The_same_seed_gives_the_same_result_and_another_one_another()
    {
        var result = FanOutSimulation.Run(Cluster);

        Assert.Equal(result.Latencies, FanOutSimulation.Run(Cluster).Latencies);
        Assert.NotEqual(result.Latencies, FanOutSimulation.Run(Cluster with { Seed = 2 }).Latencies);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Hedging_loses_no_query_and_answers_for_no_shard_twice(int replicas)
    {
        // A shard that is answered for twice throws (SimulatedQuery.Take).
        var result = FanOutSimulation.Run(Cluster with { Replicas = replicas, Utilisation = 0.8 });

        Assert.Equal(Cluster.Queries, result.Latencies.Length);
        Assert.Equal(0, result.Partial);
    }

    [Fact]
    public void Hedging_cuts_the_tail_that_pauses_make_and_adds_work()
    {
        var without = FanOutSimulation.Run(Cluster with { Hedging = false });

        var hedged = FanOutSimulation.Run(Cluster);

        Assert.True(hedged.Percentile(0.99) < 0.5 * without.Percentile(0.99), $"{hedged.Percentile(0.99)} against {without.Percentile(0.99)} ms");
        Assert.InRange(hedged.Worked / without.Worked, 1.001, 1.3);
        Assert.InRange(hedged.Hedged, 0.01, 0.2);
        Assert.True(hedged.Calls > without.Calls);
    }

    [Fact]
    public void A_silo_that_never_answers_fails_every_query_without_hedging_and_none_with_it()
    {
        var model = Cluster with { StuckSilos = 1, Queries = 2000 };

        Assert.Equal(model.Queries, FanOutSimulation.Run(model with { Hedging = false }).Partial);
        Assert.Equal(0, FanOutSimulation.Run(model).Partial);
    }

    [Theory]
    [InlineData(100, 13, 2)]
    [InlineData(100, 13, 3)]
    [InlineData(3, 2, 3)]
    public void Every_shard_has_its_holders_on_different_silos(int shards, int silos, int replicas)
    {
        var holders = new ShardHolders(shards, silos, replicas).Of;

        Assert.Equal(shards, holders.Length);
        Assert.All(holders, holder => Assert.Equal(Math.Min(replicas, silos), holder.Distinct().Count()));
        var written = holders.CountBy(holder => holder[0]).Select(silo => silo.Value).ToArray();
        Assert.InRange(written.Max() - written.Min(), 0, 1);
    }

    [Fact]
    public void Measured_latencies_are_scaled_to_the_median_asked_for()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, Enumerable.Range(1, 999).Select(time => $"{time}"));
            var times = ServiceTimes.Measured(path, median: 5);
            var random = new Random(1);

            Assert.Equal(5, times.Mean, 6);
            Assert.All(Enumerable.Range(0, 1000), _ => Assert.InRange(times.Draw(random), 0.01, 9.99));
            File.WriteAllText(path, "1\n0\n");
            Assert.Contains("above 0", Assert.Throws<ArgumentException>(() => ServiceTimes.Measured(path, 5)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    static void AssertNear(double expected, double actual, double share) => Assert.InRange(actual, expected * (1 - share), expected * (1 + share));
}
