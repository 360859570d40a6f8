using FashionOrleans.Embedding.Tests.Support;
using NetVips;

namespace FashionOrleans.Embedding.Tests.Pictures;

public class PictureRenditionTests
{
    readonly PictureDecoder _decoder = new(new PictureLimits());

    [Fact]
    public void A_small_picture_that_browsers_show_is_kept_as_it_is()
    {
        using var drawn = Drawn.Waves(60, 80);
        foreach (var format in Drawn.Encoders.Keys.Where(format => format != PictureFormat.Tiff))
            Assert.Null(_decoder.Render(Drawn.Encoders[format](drawn), new RenditionOptions()));
    }

    [Fact]
    public void A_picture_of_too_many_bytes_becomes_a_smaller_jpeg()
    {
        using var drawn = Drawn.Waves(1_600, 1_200);
        var original = Drawn.Png(drawn);
        var rendition = _decoder.Render(original, new RenditionOptions { MaxBytes = original.Length - 1, LongestSide = 400 });
        Assert.NotNull(rendition);
        Assert.Equal(("image/jpeg", 400, 300), (rendition.ContentType, rendition.Width, rendition.Height));
        Assert.Equal(new PictureInfo(PictureFormat.Jpeg, "image/jpeg", 400, 300, 1, true), _decoder.Describe(rendition.Bytes));
        var input = Drawn.Input(60, 80);
        Assert.InRange(Drawn.Difference(_decoder.Decode(original, input), _decoder.Decode(rendition.Bytes, input)).Mean, 0, 2);
    }

    [Fact]
    public void A_tiff_and_a_cmyk_jpeg_become_a_jpeg_of_the_same_size()
    {
        using var drawn = Drawn.Waves(60, 80);
        using var cmyk = drawn.Colourspace(Enums.Interpretation.Cmyk);
        foreach (var original in new[] { drawn.TiffsaveBuffer(), cmyk.JpegsaveBuffer() })
        {
            var rendition = _decoder.Render(original, new RenditionOptions());
            Assert.NotNull(rendition);
            Assert.Equal(new PictureInfo(PictureFormat.Jpeg, "image/jpeg", 60, 80, 1, true), _decoder.Describe(rendition.Bytes));
        }
    }

    [Fact]
    public void A_rendition_is_upright_and_carries_no_metadata()
    {
        using var drawn = Drawn.Quarters(300, 200);
        using var tagged = drawn.Mutate(image =>
        {
            image.Set(GValue.GIntType, "orientation", 6);
            image.Set(GValue.GStrType, "exif-ifd0-Artist", "somebody (somebody, ASCII, 9 components, 9 bytes)");
        });
        var original = Drawn.Jpeg(tagged);
        Assert.Contains("exif-data", Image.NewFromBuffer(original).GetFields());
        var rendition = _decoder.Render(original, new RenditionOptions { MaxBytes = 1 });
        Assert.NotNull(rendition);
        Assert.Equal((200, 300), (rendition.Width, rendition.Height));
        using var decoded = Image.NewFromBuffer(rendition.Bytes);
        Assert.DoesNotContain(decoded.GetFields(), field => field.StartsWith("exif", StringComparison.Ordinal) || field.StartsWith("icc", StringComparison.Ordinal));
        Assert.InRange(Drawn.Difference(_decoder.Decode(original, Drawn.Input(60, 80)), _decoder.Decode(rendition.Bytes, Drawn.Input(60, 80))).Mean, 0, 3);
    }
}
