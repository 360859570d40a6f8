using FashionOrleans.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FashionOrleans.Grains.Tests;

public sealed class SteadyTimeProviderTests
{
    sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

        public long Ticks { get; set; } = 1000;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => Ticks;
    }

    [Fact]
    public void A_clock_that_is_set_while_the_program_runs_changes_nothing_but_what_went_by()
    {
        var clock = new Clock();
        var begun = clock.Now;
        var steady = new SteadyTimeProvider(clock);

        clock.Now += TimeSpan.FromHours(1);
        clock.Ticks += TimeSpan.FromSeconds(5).Ticks;
        var ahead = steady.GetUtcNow();
        clock.Now -= TimeSpan.FromHours(2);
        clock.Ticks += TimeSpan.FromSeconds(5).Ticks;

        Assert.Equal(begun + TimeSpan.FromSeconds(5), ahead);
        Assert.Equal(begun + TimeSpan.FromSeconds(10), steady.GetUtcNow());
    }

    [Fact]
    public async Task The_ends_of_idle_activations_are_scheduled_by_it()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 1);

        Assert.IsType<SteadyTimeProvider>(
            cluster.StorageSilos[0].ServiceProvider.GetRequiredKeyedService<TimeProvider>(TimeProviderNames.ActivationManagement));
    }
}
