using FashionOrleans.Embedding.Tests.Support;
using NetVips;

namespace FashionOrleans.Embedding.Tests.Pictures;

public class PictureFormatTests
{
    static readonly int[] Delays = [100, 100];

    readonly PictureDecoder _decoder = new(new PictureLimits());

    [Theory]
    [MemberData(nameof(Drawn.Formats), MemberType = typeof(Drawn))]
    public void Every_format_gives_the_drawn_pixels_back(PictureFormat format)
    {
        using var drawn = Drawn.Waves(60, 80);
        var decoded = _decoder.Decode(Drawn.Encoders[format](drawn), Drawn.Input(60, 80));
        // GIF has 256 colours for the whole picture.
        Assert.InRange(Drawn.Difference(Drawn.Rgb(drawn), decoded).Mean, 0, format == PictureFormat.Gif ? 6 : 2);
    }

    [Theory]
    [MemberData(nameof(Drawn.Formats), MemberType = typeof(Drawn))]
    public void Every_format_is_described_from_its_header(PictureFormat format)
    {
        using var drawn = Drawn.Waves(61, 47);
        var info = _decoder.Describe(Drawn.Encoders[format](drawn));
        Assert.Equal(new PictureInfo(format, $"image/{format.ToString().ToLowerInvariant()}", 61, 47, 1, format != PictureFormat.Tiff), info);
    }

    [Fact]
    public void A_progressive_jpeg_and_an_interlaced_png_read_like_plain_ones()
    {
        using var drawn = Drawn.Waves(300, 200);
        var input = Drawn.Input(60, 80);
        Assert.InRange(Drawn.Difference(_decoder.Decode(drawn.JpegsaveBuffer(q: 95), input), _decoder.Decode(drawn.JpegsaveBuffer(q: 95, interlace: true), input)).Max, 0, 1);
        Assert.Equal(_decoder.Decode(drawn.PngsaveBuffer(), input), _decoder.Decode(drawn.PngsaveBuffer(interlace: true), input));
    }

    [Theory]
    [InlineData(PictureFormat.Gif)]
    [InlineData(PictureFormat.WebP)]
    public void Of_an_animation_the_first_frame_is_read(PictureFormat format)
    {
        using var first = Drawn.Waves(40, 40, seed: 1);
        using var second = Drawn.Waves(40, 40, seed: 5);
        using var joined = Image.Arrayjoin([first, second], across: 1);
        using var animation = joined.Mutate(image =>
        {
            image.Set(GValue.GIntType, "page-height", 40);
            image.Set(GValue.ArrayIntType, "delay", Delays);
        });
        var encoded = Drawn.Encoders[format](animation);
        Assert.Equal(2, _decoder.Describe(encoded).Frames);
        Assert.InRange(Drawn.Difference(Drawn.Rgb(first), _decoder.Decode(encoded, Drawn.Input(40, 40))).Mean, 0, 8);
    }

    [Fact]
    public void A_large_picture_is_read_in_bounded_pieces_and_looks_like_a_small_one()
    {
        using var small = Drawn.Waves(60, 80);
        using var large = Drawn.Waves(2_400, 3_200);
        foreach (var format in new[] { PictureFormat.Jpeg, PictureFormat.Png, PictureFormat.WebP })
        {
            var decoded = _decoder.Decode(Drawn.Encoders[format](large), Drawn.Input(60, 80));
            Assert.InRange(Drawn.Difference(Drawn.Rgb(small), decoded).Mean, 0, 2);
        }
    }
}
