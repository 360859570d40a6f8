namespace FashionOrleans.Search.Tests;

public sealed class RecommendingTests
{
    static DiversityCandidate Candidate(string id, double score, params double[] vector) => new(id, score, TestVectors.Unit(vector));

    static ReadOnlyMemory<float> Vector(params float[] vector) => vector;

    [Fact]
    public void One_like_is_its_own_direction() =>
        Assert.Equal([0.6f, 0.8f], QueryComposer.Compose([Vector(3, 4)], []));

    [Fact]
    public void Likes_count_alike_whatever_their_length()
    {
        var query = QueryComposer.Compose([Vector(10, 0), Vector(0, 1)], []);
        Assert.Equal(query[0], query[1]);
        Assert.Equal(1.0, InnerProduct.Compute(query, query), 6);
    }

    [Fact]
    public void Unlikes_turn_the_query_away()
    {
        var query = QueryComposer.Compose([Vector(1, 0)], [Vector(0, 1)]);
        Assert.Equal(-QueryComposer.UnlikeWeight, query[1] / query[0], 6);
    }

    [Fact]
    public void A_query_that_cancels_out_falls_back_to_the_likes()
    {
        Assert.Equal([1f, 0f], QueryComposer.Compose([Vector(1, 0), Vector(-1, 0)], []));
        Assert.Equal([0f, 1f], QueryComposer.Compose([Vector(0, 1), Vector(0, -1)], [Vector(1, 0), Vector(-1, 0)]));
    }

    [Fact]
    public void Examples_without_a_direction_are_refused()
    {
        Assert.Throws<ArgumentException>(() => QueryComposer.Compose([], [Vector(1, 0)]));
        Assert.Throws<ArgumentException>(() => QueryComposer.Compose([Vector(0, 0)], []));
        Assert.Throws<ArgumentException>(() => QueryComposer.Compose([Vector(1, float.NaN)], []));
        Assert.Throws<ArgumentException>(() => QueryComposer.Compose([Vector(1, 0)], [Vector(1)]));
    }

    [Fact]
    public void Without_diversity_the_order_is_that_of_the_scores()
    {
        var picked = Diversifier.Diversify([Candidate("b", 0.5, 1, 0), Candidate("a", 0.5, 1, 0), Candidate("c", 0.9, 1, 0)], 2, 0);
        Assert.Equal([new("c", 0.9), new("a", 0.5)], picked);
    }

    [Fact]
    public void Near_duplicates_collapse_into_the_best()
    {
        var picked = Diversifier.Diversify([Candidate("copy", 0.8, 1, 0.01), Candidate("original", 0.9, 1, 0), Candidate("other", 0.1, 0, 1)], 3, 0.01);
        Assert.Equal(["original", "other"], picked.Select(hit => hit.Id));
    }

    [Fact]
    public void Diversity_prefers_what_differs_from_the_picked()
    {
        DiversityCandidate[] candidates = [Candidate("first", 0.9, 1, 0, 0), Candidate("alike", 0.85, 0.9, 0.4, 0), Candidate("different", 0.6, 0, 1, 0.2)];
        Assert.Equal(["first", "alike", "different"], Diversifier.Diversify(candidates, 3, 0.1).Select(hit => hit.Id));
        Assert.Equal(["first", "different", "alike"], Diversifier.Diversify(candidates, 3, 0.7).Select(hit => hit.Id));
        Assert.Equal(["first", "different", "alike"], Diversifier.Diversify([.. candidates.Reverse()], 3, 1).Select(hit => hit.Id));
    }

    [Fact]
    public void The_pick_follows_the_formula()
    {
        var random = new Random(11);
        var vectors = TestVectors.Clustered(60, 24, 4);
        var candidates = vectors.Select((v, i) => new DiversityCandidate(Entries.Id(i), random.NextDouble(), v)).ToArray();
        var picked = Diversifier.Diversify(candidates, 20, 0.4).Select(hit => candidates.Single(c => c.Id == hit.Id)).ToArray();
        for (var n = 1; n < picked.Length; n++)
        {
            double Nearest(DiversityCandidate c) => picked[..n].Max(p => InnerProduct.Compute(p.Vector.Span, c.Vector.Span));
            double Value(DiversityCandidate c) => 0.6 * c.Score - 0.4 * Nearest(c);
            var open = candidates.Except(picked[..n]).Where(c => Nearest(c) < Diversifier.DuplicateCosine);
            Assert.Equal(open.Max(Value), Value(picked[n]));
        }
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Diversifier.Diversify([], 1, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Diversifier.Diversify([], 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Diversifier.Diversify([], -1, 0));
        Assert.Equal(50, Diversifier.CandidatesFor(5));
        Assert.Equal(5000, Diversifier.CandidatesFor(1000));
    }
}
