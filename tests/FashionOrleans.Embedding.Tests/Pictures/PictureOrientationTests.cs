using FashionOrleans.Embedding.Tests.Support;
using NetVips;

namespace FashionOrleans.Embedding.Tests.Pictures;

public class PictureOrientationTests
{
    readonly PictureDecoder _decoder = new(new PictureLimits());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Each_exif_orientation_is_turned_upright(int orientation)
    {
        using var upright = Drawn.Quarters(600, 400);
        using var stored = Oriented.Stored(upright, orientation);
        using var tagged = stored.Mutate(image => image.Set(GValue.GIntType, "orientation", orientation));
        var encoded = Drawn.Jpeg(tagged);
        var info = _decoder.Describe(encoded);
        Assert.Equal((600, 400), (info.Width, info.Height));
        foreach (var input in new[] { Drawn.Input(60, 80), Drawn.Input(90, 60, ResizeRule.Cover), Drawn.Input(50, 50, ResizeRule.Cover) })
        {
            var expected = _decoder.Decode(Drawn.Jpeg(upright), input);
            Assert.InRange(Drawn.Difference(expected, _decoder.Decode(encoded, input)).Mean, 0, 1.5);
        }
    }
}
