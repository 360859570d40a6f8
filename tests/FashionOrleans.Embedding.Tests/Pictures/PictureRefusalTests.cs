using System.Buffers.Binary;
using System.Text;
using FashionOrleans.Embedding.Tests.Support;
using NetVips;

namespace FashionOrleans.Embedding.Tests.Pictures;

public class PictureRefusalTests
{
    readonly PictureDecoder _decoder = new(new PictureLimits());

    [Fact]
    public void No_bytes_are_picture_empty() => Refused(PictureErrorCodes.Empty, []);

    [Theory]
    [InlineData("Hello, this is a text and no picture.")]
    [InlineData("<html><body>404</body></html>")]
    [InlineData("https://example.org/picture.jpg")]
    [InlineData("x")]
    public void Text_is_not_a_picture(string text) => Refused(PictureErrorCodes.NotAPicture, Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")]
    [InlineData("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")]
    [InlineData("%PDF-1.7\n%....")]
    [InlineData("8BPS\0\u0001")]
    [InlineData("BM\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0mif1heic")]
    [InlineData("\0\0\0\u0018ftypisom\0\0\0\0mp41isom")]
    public void Known_formats_that_are_not_read_are_unsupported(string start) => Refused(PictureErrorCodes.Unsupported, Encoding.Latin1.GetBytes(start));

    [Fact]
    public void No_vector_or_document_loader_runs_in_this_process_even_when_asked_directly()
    {
        _decoder.Decode(Drawn.Png(Drawn.Waves(8, 8)), Drawn.Input(8, 8));
        Assert.Throws<VipsException>(() => Image.NewFromBuffer("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"));
    }

    [Fact]
    public void More_bytes_than_allowed_are_picture_too_large()
    {
        using var drawn = Drawn.Waves(60, 80);
        var encoded = Drawn.Png(drawn);
        var exact = new PictureDecoder(new PictureLimits { MaxBytes = encoded.Length });
        var tight = new PictureDecoder(new PictureLimits { MaxBytes = encoded.Length - 1 });
        exact.Describe(encoded);
        Assert.Equal(PictureErrorCodes.TooLarge, Assert.Throws<PictureException>(() => tight.Describe(encoded)).Code);
    }

    [Fact]
    public void A_small_file_with_900_million_pixels_is_refused_from_its_header()
    {
        var bomb = CraftedPng.Bomb(30_000, 30_000);
        Assert.InRange(bomb.Length, 1, 10_000_000);
        var allocated = GC.GetTotalAllocatedBytes();
        var refusal = Refused(PictureErrorCodes.TooManyPixels, bomb);
        Assert.Contains("30000 x 30000", refusal.Message);
        Assert.InRange(GC.GetTotalAllocatedBytes() - allocated, 0, 10_000_000);
    }

    [Theory]
    [MemberData(nameof(Drawn.Formats), MemberType = typeof(Drawn))]
    public void Pixels_are_counted_in_every_format(PictureFormat format)
    {
        using var drawn = Drawn.Waves(100, 50);
        var encoded = Drawn.Encoders[format](drawn);
        new PictureDecoder(new PictureLimits { MaxPixels = 5_000 }).Describe(encoded);
        var tight = new PictureDecoder(new PictureLimits { MaxPixels = 4_999 });
        Assert.Equal(PictureErrorCodes.TooManyPixels, Assert.Throws<PictureException>(() => tight.Decode(encoded, Drawn.Input(10, 10))).Code);
    }

    [Fact]
    public void Too_many_frames_are_refused()
    {
        using var frames = Drawn.Waves(20, 60);
        using var animation = frames.Mutate(image => image.Set(GValue.GIntType, "page-height", 20));
        var tight = new PictureDecoder(new PictureLimits { MaxFrames = 2 });
        Assert.Equal(PictureErrorCodes.TooManyPixels, Assert.Throws<PictureException>(() => tight.Describe(animation.WebpsaveBuffer())).Code);
    }

    [Fact]
    public void A_tiff_of_many_channels_is_unsupported()
    {
        using var drawn = Image.Black(20, 20, bands: 6);
        Refused(PictureErrorCodes.Unsupported, drawn.TiffsaveBuffer());
    }

    [Theory]
    [MemberData(nameof(Drawn.Formats), MemberType = typeof(Drawn))]
    public void A_picture_cut_in_the_middle_is_picture_truncated(PictureFormat format)
    {
        using var drawn = Drawn.Waves(200, 160);
        var encoded = Drawn.Encoders[format](drawn);
        Refused(PictureErrorCodes.Truncated, encoded.AsSpan(0, encoded.Length / 2).ToArray());
    }

    [Fact]
    public void A_jpeg_that_ends_within_its_first_bytes_is_picture_truncated()
    {
        Refused(PictureErrorCodes.Truncated, [0xFF, 0xD8]);
        Refused(PictureErrorCodes.Truncated, [0xFF, 0xD8, 0xFF, 0xE0, 0x00]);
    }

    [Fact]
    public void A_whole_file_with_damaged_data_is_not_a_picture()
    {
        using var drawn = Drawn.Waves(60, 80);
        var encoded = Drawn.Png(drawn);
        // Width zero, which the PNG specification forbids.
        BinaryPrimitives.WriteInt32BigEndian(encoded.AsSpan(16), 0);
        Refused(PictureErrorCodes.NotAPicture, encoded);
    }

    PictureException Refused(string code, byte[] picture)
    {
        var exception = Assert.Throws<PictureException>(() => _decoder.Decode(picture, Drawn.Input(60, 80)));
        Assert.True(exception.Code == code, $"{exception.Code} instead of {code}: {exception.Message} / {exception.InnerException?.Message}");
        Assert.Throws<PictureException>(() => _decoder.Render(picture, new RenditionOptions { MaxBytes = 1 }));
        return exception;
    }
}
