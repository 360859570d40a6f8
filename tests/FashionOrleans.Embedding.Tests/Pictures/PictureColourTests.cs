using FashionOrleans.Embedding.Tests.Support;
using NetVips;

namespace FashionOrleans.Embedding.Tests.Pictures;

public class PictureColourTests
{
    readonly PictureDecoder _decoder = new(new PictureLimits());

    [Fact]
    public void A_cmyk_jpeg_becomes_sRGB_with_and_without_its_profile()
    {
        using var drawn = Drawn.Waves(60, 80);
        using var cmyk = drawn.IccTransform("cmyk");
        Assert.Equal(Enums.Interpretation.Cmyk, cmyk.Interpretation);
        var withProfile = cmyk.JpegsaveBuffer(q: 98, subsampleMode: Enums.ForeignSubsample.Off);
        var without = cmyk.JpegsaveBuffer(q: 98, subsampleMode: Enums.ForeignSubsample.Off, keep: Enums.ForeignKeep.None);
        Assert.True(withProfile.Length > without.Length + 1_000, "the profile is in the file");
        foreach (var encoded in new[] { withProfile, without })
        {
            // Printing inks reach fewer colours than the screen, so this is a likeness; an inverted or unconverted picture is past 60.
            Assert.InRange(Drawn.Difference(Drawn.Rgb(drawn), _decoder.Decode(encoded, Drawn.Input(60, 80))).Mean, 0, 25);
            Assert.False(_decoder.Describe(encoded).ShownByBrowsers);
        }
    }

    [Fact]
    public void A_profile_is_honoured()
    {
        using var drawn = Drawn.Quarters(60, 80);
        using var wide = drawn.IccTransform("p3");
        var rgb = Drawn.Rgb(drawn);
        Assert.InRange(Drawn.Difference(rgb, Drawn.Rgb(wide)).Mean, 5, 100);
        Assert.InRange(Drawn.Difference(rgb, _decoder.Decode(wide.PngsaveBuffer(), Drawn.Input(60, 80))).Max, 0, 3);
    }

    [Fact]
    public void A_profile_of_another_colour_space_is_ignored()
    {
        using var drawn = Drawn.Waves(60, 80);
        using var cmyk = drawn.IccTransform("cmyk");
        using var mislabelled = drawn.Mutate(image => image.Set(GValue.BlobType, "icc-profile-data", (byte[])cmyk.Get("icc-profile-data")));
        Assert.InRange(Drawn.Difference(Drawn.Rgb(drawn), _decoder.Decode(mislabelled.PngsaveBuffer(), Drawn.Input(60, 80))).Max, 0, 1);
    }

    [Fact]
    public void A_damaged_profile_is_ignored()
    {
        using var drawn = Drawn.Waves(60, 80);
        using var damaged = drawn.Mutate(image => image.Set(GValue.BlobType, "icc-profile-data", new byte[300]));
        Assert.InRange(Drawn.Difference(Drawn.Rgb(drawn), _decoder.Decode(damaged.JpegsaveBuffer(q: 98), Drawn.Input(60, 80))).Mean, 0, 3);
    }

    [Fact]
    public void Grey_becomes_three_equal_channels()
    {
        using var drawn = Drawn.Waves(60, 80);
        using var grey = drawn.Colourspace(Enums.Interpretation.Bw);
        foreach (var encoded in new[] { grey.JpegsaveBuffer(q: 98), grey.PngsaveBuffer() })
        {
            var decoded = _decoder.Decode(encoded, Drawn.Input(60, 80));
            Assert.All(decoded.Chunk(3), pixel => Assert.True(pixel[0] == pixel[1] && pixel[1] == pixel[2]));
            Assert.InRange(Drawn.Difference(Drawn.Rgb(grey), [.. decoded.Chunk(3).Select(pixel => pixel[0])]).Mean, 0, 1.5);
        }
    }

    [Fact]
    public void Sixteen_bits_become_eight()
    {
        using var drawn = Drawn.Waves(60, 80);
        using var wide = drawn.Colourspace(Enums.Interpretation.Rgb16);
        using var grey = wide.Colourspace(Enums.Interpretation.Grey16);
        Assert.InRange(Drawn.Difference(Drawn.Rgb(drawn), _decoder.Decode(wide.PngsaveBuffer(bitdepth: 16), Drawn.Input(60, 80))).Max, 0, 1);
        var decodedGrey = _decoder.Decode(grey.PngsaveBuffer(bitdepth: 16), Drawn.Input(60, 80));
        using var expected = drawn.Colourspace(Enums.Interpretation.Bw);
        Assert.InRange(Drawn.Difference(Drawn.Rgb(expected), [.. decodedGrey.Chunk(3).Select(pixel => pixel[0])]).Max, 0, 2);
    }

    [Theory]
    [InlineData(Enums.Interpretation.Srgb)]
    [InlineData(Enums.Interpretation.Rgb16)]
    [InlineData(Enums.Interpretation.Bw)]
    [InlineData(Enums.Interpretation.Grey16)]
    public void What_is_transparent_becomes_white(Enums.Interpretation kind)
    {
        using var drawn = Drawn.Waves(40, 40);
        using var opaque = drawn.Colourspace(kind);
        using var alpha = opaque.ExtractBand(0) * 0.0;
        using var joined = opaque.Bandjoin(alpha);
        using var transparent = joined.Cast(opaque.Format).Copy(interpretation: kind);
        Assert.All(_decoder.Decode(transparent.PngsaveBuffer(), Drawn.Input(40, 40)), value => Assert.Equal(255, value));
    }

    [Fact]
    public void A_transparent_edge_does_not_let_hidden_colours_through()
    {
        // Left half opaque white, right half transparent black: on white the whole is white, at any scale.
        var rgba = new byte[100 * 100 * 4];
        for (var i = 0; i < 100 * 100; i++)
            rgba.AsSpan(i * 4, 4).Fill(i % 100 < 50 ? (byte)255 : (byte)0);
        using var pixels = Image.NewFromMemory(rgba, 100, 100, 4, Enums.BandFormat.Uchar);
        using var image = pixels.Copy(interpretation: Enums.Interpretation.Srgb);
        Assert.All(_decoder.Decode(image.PngsaveBuffer(), Drawn.Input(33, 47)), value => Assert.Equal(255, value));
    }

    [Fact]
    public void A_palette_png_reads_like_its_colours()
    {
        using var drawn = Drawn.Quarters(60, 80);
        Assert.InRange(Drawn.Difference(Drawn.Rgb(drawn), _decoder.Decode(drawn.PngsaveBuffer(palette: true, dither: 0), Drawn.Input(60, 80))).Mean, 0, 2);
    }
}
