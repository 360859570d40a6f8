using CsCheck;

namespace FashionOrleans.Search.Tests;

public sealed class TasteTests
{
    static readonly float[] X = [1, 0, 0];
    static readonly float[] Y = [0, 1, 0];
    static readonly float[] Z = [0, 0, 1];

    [Fact]
    public void Nothing_is_no_taste_and_one_like_is_its_own_direction()
    {
        Assert.Null(Taste.Of([], [], []));
        Assert.Equal(Y, Taste.Of([[0, 3, 0]], [], [])!.Direction);
        Assert.Equal(Z, Taste.Of([], [], [[0, 0, 2]])!.Direction);
    }

    [Fact]
    public void An_older_like_weighs_half_after_sixteen_and_views_a_fifth()
    {
        var likes = Enumerable.Repeat(X, 1).Concat(Enumerable.Repeat(Z, 15)).Append(Y).ToArray();
        var direction = Taste.Of(likes, [], [])!.Direction;
        Assert.Equal(0.5, direction[1] / direction[0], 1e-6);

        direction = Taste.Of([X], [], [Y])!.Direction;
        Assert.Equal(Taste.ViewShare / (1 - Taste.ViewShare), direction[1] / direction[0], 1e-6);
    }

    [Fact]
    public void Dislikes_alone_only_keep_away()
    {
        var taste = Taste.Of([], [Y], [])!;

        Assert.False(taste.HasWanted);
        Assert.Throws<InvalidOperationException>(() => taste.Direction);
        Assert.True(taste.Blend(X, 0.5)[1] < 0);
    }

    [Fact]
    public void A_weight_of_nothing_leaves_the_query_as_it_is_and_one_is_the_taste_alone() => Gen.Select(Vector, Vector.Array[1, 5], Vector.Array[0, 5])
        .Sample((query, likes, dislikes) =>
        {
            var taste = Taste.Of(likes, dislikes, [])!;
            Assert.Same(query, taste.Blend(query, 0));
            AssertClose(taste.Direction, taste.Blend(query, 1));
        });

    [Fact]
    public void A_blend_is_the_documented_formula_and_of_unit_length() => Gen.Select(Vector, Vector.Array[1, 40], Vector.Array[0, 20], Vector.Array[0, 20], Gen.Double[0.01, 1])
        .Sample((query, likes, dislikes, views, weight) =>
        {
            var wanted = views.Length == 0 ? Decayed(likes, 16) : Add(Scale(Decayed(likes, 16), 0.8), Scale(Decayed(views, 8), 0.2));
            var taste = Scale(Add(wanted, Scale(Decayed(dislikes, 16), -0.5)), 1);
            if (Norm(taste) < 1e-3)
                return;
            var blend = Add(Scale(Array.ConvertAll(query, x => (double)x), 1 - weight), Scale(taste, weight / Norm(taste)));
            if (Norm(blend) < 1e-3)
                return;

            var actual = Taste.Of(likes, dislikes, views)!.Blend(query, weight);

            AssertClose(Array.ConvertAll(Scale(blend, 1 / Norm(blend)), x => (float)x), actual);
            Assert.Equal(1, Norm(Array.ConvertAll(actual, x => (double)x)), 1e-5);
        });

    static readonly Gen<float[]> Vector = Gen.Float[-1, 1].Array[3].Where(v => v.Sum(x => x * x) > 0.01f)
        .Select(v => Array.ConvertAll(v, x => x / MathF.Sqrt(v.Sum(y => y * y))));

    static double[] Decayed(float[][] vectors, double halfLife)
    {
        var sum = new double[3];
        var total = 0.0;
        for (var i = 0; i < vectors.Length; i++)
        {
            total += Math.Pow(2, -i / halfLife);
            for (var j = 0; j < 3; j++)
                sum[j] += Math.Pow(2, -i / halfLife) * vectors[i][j];
        }
        return total == 0 ? sum : Scale(sum, 1 / total);
    }

    static double[] Add(double[] x, double[] y) => [.. x.Zip(y, (a, b) => a + b)];

    static double[] Scale(double[] x, double factor) => Array.ConvertAll(x, a => a * factor);

    static double Norm(double[] x) => Math.Sqrt(x.Sum(a => a * a));

    static void AssertClose(float[] expected, float[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-4f);
    }
}
