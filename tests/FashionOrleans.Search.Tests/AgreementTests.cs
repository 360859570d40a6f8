namespace FashionOrleans.Search.Tests;

public sealed class AgreementTests
{
    static AgreementCandidate Candidate(string id, double score, string json) => new(id, score, AttributeSet.Parse(System.Text.Encoding.UTF8.GetBytes(json)));

    static readonly AgreementCandidate[] MostlyShirts =
    [
        Candidate("a", 0.90, """{ "type": "Shirt", "name": "Blue one", "year": 2012 }"""),
        Candidate("b", 0.89, """{ "type": "Dress", "name": "Red one", "year": 2012 }"""),
        Candidate("c", 0.88, """{ "type": "Shirt", "name": "Green one", "year": 2013 }"""),
        Candidate("d", 0.87, """{ "type": "Shirt", "name": "Grey one", "year": 2014 }"""),
    ];

    [Fact]
    public void What_agrees_with_the_others_comes_forward_with_its_own_score() => Assert.Equal(
        [new SearchHit("a", 0.90), new SearchHit("c", 0.88), new SearchHit("d", 0.87), new SearchHit("b", 0.89)],
        Agreement.Rank(MostlyShirts, 10, 0.1));

    [Fact]
    public void Without_weight_the_order_is_that_of_the_scores() =>
        Assert.Equal(["a", "b", "c"], Agreement.Rank(MostlyShirts.Reverse().ToArray(), 3, 0).Select(hit => hit.Id));

    [Fact]
    public void A_better_score_outweighs_a_little_agreement() =>
        Assert.Equal(["a", "b", "c", "d"], Agreement.Rank(MostlyShirts, 10, 0.001).Select(hit => hit.Id));

    [Fact]
    public void The_nearest_have_most_of_the_say()
    {
        AgreementCandidate[] candidates =
        [
            Candidate("near1", 0.99, """{ "type": "Shirt" }"""), Candidate("near2", 0.98, """{ "type": "Shirt" }"""),
            .. Enumerable.Range(0, 8).Select(i => Candidate($"far{i}", 0.60, """{ "type": "Dress" }""")),
        ];

        Assert.Equal(["near1", "near2"], Agreement.Rank(candidates, 2, 10).Select(hit => hit.Id));
    }

    [Fact]
    public void Names_numbers_and_lists_do_not_vote()
    {
        // The numbers and lists of b and c agree, and each name is one of its own.
        AgreementCandidate[] candidates =
        [
            Candidate("a", 0.9, """{ "name": "one", "year": 2011, "tags": ["x"] }"""),
            Candidate("b", 0.8, """{ "name": "two", "year": 2012, "tags": ["y"] }"""),
            Candidate("c", 0.7, """{ "name": "three", "year": 2012, "tags": ["y"] }"""),
        ];

        Assert.Equal(["a", "b", "c"], Agreement.Rank(candidates, 3, 1).Select(hit => hit.Id));
    }

    [Fact]
    public void An_item_without_a_value_has_no_share()
    {
        AgreementCandidate[] candidates =
        [
            Candidate("blank", 0.90, "{}"), Candidate("b", 0.89, """{ "type": "Shirt" }"""), Candidate("c", 0.88, """{ "type": "Shirt" }"""),
        ];

        Assert.Equal(["b", "c", "blank"], Agreement.Rank(candidates, 3, 0.5).Select(hit => hit.Id));
    }

    [Fact]
    public void Equal_values_come_by_id() => Assert.Equal(
        ["a", "b"], Agreement.Rank([Candidate("b", 0.5, """{ "type": "X" }"""), Candidate("a", 0.5, """{ "type": "X" }""")], 2, 1).Select(hit => hit.Id));

    [Fact]
    public void Nothing_found_stays_nothing() => Assert.Empty(Agreement.Rank([], 5, 1));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_weight_that_is_none_is_refused(double weight) => Assert.Throws<ArgumentOutOfRangeException>(() => Agreement.Rank(MostlyShirts, 1, weight));
}
