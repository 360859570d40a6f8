using CsCheck;
using FashionOrleans.Embedding.Tests.Support;

namespace FashionOrleans.Embedding.Tests.Pictures;

public class PictureResizeTests
{
    readonly PictureDecoder _decoder = new(new PictureLimits());

    [Fact]
    public void Stretching_is_linear_with_antialiasing() => Gen.Select(Gen.Int[1, 400], Gen.Int[1, 400], Gen.Int[16, 100], Gen.Int[16, 100]).Sample(
        (width, height, toWidth, toHeight) =>
        {
            using var drawn = Drawn.Waves(width, height);
            var expected = Antialiased.Stretch(Drawn.Rgb(drawn), width, height, toWidth, toHeight);
            var actual = _decoder.Decode(Drawn.Png(drawn), Drawn.Input(toWidth, toHeight));
            return Drawn.Difference(expected, actual).Mean <= 1;
        },
        iter: 150,
        threads: 1);

    [Fact]
    public void Decoding_a_jpeg_at_a_fraction_of_its_size_changes_next_to_nothing() => Gen.Select(Gen.Int[200, 1_200], Gen.Int[200, 1_200], Gen.Int[1, 1_000]).Sample(
        (width, height, seed) =>
        {
            using var drawn = Drawn.Waves(width, height, seed);
            var whole = _decoder.Decode(Drawn.Png(drawn), Drawn.Input(60, 80));
            return Drawn.Difference(whole, _decoder.Decode(Drawn.Jpeg(drawn), Drawn.Input(60, 80))).Mean <= 1.5;
        },
        iter: 20,
        threads: 1);

    [Fact]
    public void Covering_cuts_the_longer_side_off_evenly()
    {
        // Red, green, blue from left to right: a square in the middle of the wide picture is all green.
        var pixels = new byte[300 * 100 * 3];
        for (var i = 0; i < 300 * 100; i++)
            pixels[(i * 3) + (i % 300 / 100)] = 200;
        using var wide = Drawn.FromRgb(pixels, 300, 100);
        var decoded = _decoder.Decode(Drawn.Png(wide), Drawn.Input(20, 20, ResizeRule.Cover));
        Assert.All(decoded.Chunk(3), pixel => Assert.Equal([0, 200, 0], pixel));
    }

    [Theory]
    [InlineData(20_000, 1)]
    [InlineData(1, 20_000)]
    [InlineData(1, 1)]
    public void Extreme_shapes_fit_both_rules(int width, int height)
    {
        using var drawn = Drawn.Waves(width, height);
        foreach (var rule in Enum.GetValues<ResizeRule>())
            Assert.Equal(60 * 80 * 3, _decoder.Decode(Drawn.Png(drawn), Drawn.Input(60, 80, rule)).Length);
    }
}
