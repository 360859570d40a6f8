namespace FashionOrleans.Cluster.Tests.History;

/// <summary>The checker itself: it must find what is wrong, and only that.</summary>
public sealed class HistoryTests
{
    [Fact]
    public void Before_any_write_a_key_is_absent() => Assert.Equal([null], new KeyHistory().PossibleBetween(0, 10));

    [Fact]
    public void After_an_acknowledged_write_only_its_value_can_be_read()
    {
        var history = Written((1, 10, 20, true));

        Assert.Equal([1], history.PossibleBetween(21, 30));
    }

    [Fact]
    public void While_a_write_is_under_way_both_values_can_be_read()
    {
        var history = Written((1, 10, 20, true), (null, 30, 40, true));

        Assert.Equal([null, 1], history.PossibleBetween(35, 36));
        Assert.Equal([null], history.PossibleBetween(41, 42));
        Assert.Equal([1], history.PossibleBetween(21, 29));
    }

    [Fact]
    public void A_write_without_an_answer_may_or_may_not_have_landed_until_the_next_acknowledged_one()
    {
        var history = Written((1, 10, 20, true), (2, 30, 40, false), (3, 50, 60, true));

        Assert.Equal([2, 1], history.PossibleBetween(45, 46));
        Assert.Equal([3], history.PossibleBetween(61, 62));
    }

    [Fact]
    public void A_deleted_value_is_not_possible_again()
    {
        var history = Written((1, 10, 20, true), (null, 30, 40, true));

        Assert.DoesNotContain(1, history.PossibleBetween(50, 60));
    }

    static KeyHistory Written(params (int? Value, long Begun, long Ended, bool Acknowledged)[] operations)
    {
        var history = new KeyHistory();
        foreach (var (value, begun, ended, acknowledged) in operations)
        {
            history.Begin(value, begun);
            history.End(acknowledged, ended);
        }

        return history;
    }
}
