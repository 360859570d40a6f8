using FashionOrleans.Grains.Queries;
using FashionOrleans.Grains.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Grains.Tests.Queries;

public sealed class SiloSuspicionsTests
{
    readonly FakeTimeProvider _time = new();
    readonly SiloSuspicions _suspicions;
    readonly SiloAddress _silo = Silos.Address(1);

    public SiloSuspicionsTests() => _suspicions = new SiloSuspicions(_time);

    [Fact]
    public void A_silo_is_suspect_after_three_losses_in_a_row()
    {
        Lose(2);
        Assert.False(_suspicions.IsSuspect(_silo));

        Lose(1);
        Assert.True(_suspicions.IsSuspect(_silo));
        Assert.False(_suspicions.IsSuspect(Silos.Address(2)));
    }

    [Fact]
    public void An_answer_in_time_clears_it()
    {
        Lose(2);
        _suspicions.Answered(_silo);
        Lose(2);
        Assert.False(_suspicions.IsSuspect(_silo));

        Lose(1);
        _suspicions.Answered(_silo);
        Assert.False(_suspicions.IsSuspect(_silo));
    }

    [Fact]
    public void It_is_tried_again_after_a_second_and_one_more_loss_makes_it_suspect_again()
    {
        Lose(3);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.True(_suspicions.IsSuspect(_silo));

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(_suspicions.IsSuspect(_silo));

        Lose(1);
        Assert.True(_suspicions.IsSuspect(_silo));
    }

    void Lose(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _suspicions.Lost(_silo);
        }
    }
}
