using FashionOrleans.Embedding.Tests.Support;
using NetVips;

namespace FashionOrleans.Embedding.Tests.Boxes;

public class CropTests
{
    readonly PictureDecoder _decoder = new(new PictureLimits());

    [Theory]
    [InlineData(0, 0, 0.5, 0.5, 220, 30, 30)]
    [InlineData(0.5, 0, 0.5, 0.5, 30, 200, 40)]
    [InlineData(0, 0.5, 0.5, 0.5, 30, 40, 210)]
    [InlineData(0.6, 0.7, 0.4, 0.3, 250, 250, 250)]
    public void A_crop_of_one_quarter_has_its_colour_alone(double x, double y, double width, double height, byte red, byte green, byte blue)
    {
        using var quarters = Drawn.Quarters(400, 300);
        foreach (var rule in Enum.GetValues<ResizeRule>())
        {
            var pixels = _decoder.Decode(Drawn.Png(quarters), Drawn.Input(30, 40, rule), new PictureBox(x, y, width, height));

            Assert.All(pixels.Chunk(3), pixel => Assert.Equal([red, green, blue], pixel));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_crop_is_of_the_upright_picture_whatever_its_exif_orientation(int orientation)
    {
        using var upright = Drawn.Waves(600, 400);
        using var stored = Oriented.Stored(upright, orientation);
        using var tagged = stored.Mutate(image => image.Set(GValue.GIntType, "orientation", orientation));
        using var part = upright.ExtractArea(60, 80, 240, 200);
        var input = Drawn.Input(50, 60);

        var expected = _decoder.Decode(Drawn.Png(part), input);
        var actual = _decoder.Decode(Drawn.Jpeg(tagged), input, new PictureBox(0.1, 0.2, 0.4, 0.5));

        Assert.InRange(Drawn.Difference(expected, actual).Mean, 0, 1.5);
    }

    [Fact]
    public void A_crop_of_a_large_jpeg_equals_the_same_crop_of_its_pixels()
    {
        using var large = Drawn.Waves(3_000, 2_000);
        using var part = large.ExtractArea(1_500, 200, 900, 1_000);

        var expected = _decoder.Decode(Drawn.Png(part), Drawn.Input(60, 80));
        var actual = _decoder.Decode(Drawn.Jpeg(large), Drawn.Input(60, 80), new PictureBox(0.5, 0.1, 0.3, 0.5));

        Assert.InRange(Drawn.Difference(expected, actual).Mean, 0, 1.5);
    }

    [Fact]
    public void The_whole_picture_as_a_crop_is_the_picture_itself()
    {
        using var drawn = Drawn.Waves(333, 127);
        var jpeg = Drawn.Jpeg(drawn);

        Assert.Equal(_decoder.Decode(jpeg, Drawn.Input(60, 80)), _decoder.Decode(jpeg, Drawn.Input(60, 80), PictureBox.Whole));
    }

    [Theory]
    [InlineData(-0.01, 0, 0.5, 0.5)]
    [InlineData(0, -0.01, 0.5, 0.5)]
    [InlineData(0.6, 0, 0.5, 0.5)]
    [InlineData(0, 0.6, 0.5, 0.5)]
    [InlineData(0, 0, 1.01, 1)]
    [InlineData(0, 0, 0, 0.5)]
    [InlineData(0, 0, 0.5, -0.5)]
    [InlineData(2, 2, 1, 1)]
    [InlineData(double.NaN, 0, 0.5, 0.5)]
    [InlineData(0, 0, double.PositiveInfinity, 0.5)]
    public void A_crop_outside_the_picture_is_refused_with_a_sentence(double x, double y, double width, double height)
    {
        using var drawn = Drawn.Waves(40, 30);

        var refusal = Assert.Throws<PictureException>(() => _decoder.Decode(Drawn.Png(drawn), Drawn.Input(6, 8), new PictureBox(x, y, width, height)));

        Assert.Equal(PictureErrorCodes.InvalidCrop, refusal.Code);
        Assert.Contains("does not lie inside the picture", refusal.Message);
    }

    [Fact]
    public void Fractions_that_were_rounded_past_the_edge_are_taken_and_a_sliver_is_a_pixel_at_least()
    {
        using var drawn = Drawn.Waves(41, 31);

        foreach (var box in new[] { new PictureBox(0.9, 0.7, 0.1 + 1e-7, 0.3 + 1e-7), new PictureBox(0.999999, 0.999999, 1e-6, 1e-6), new PictureBox(0, 0, 1e-12, 1) })
            Assert.Equal(6 * 8 * 3, _decoder.Decode(Drawn.Png(drawn), Drawn.Input(6, 8), box).Length);
    }
}
