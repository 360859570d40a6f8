using NetVips;

namespace FashionOrleans.Embedding.Tests.Support;

/// <summary>Pictures drawn for the tests.</summary>
static class Drawn
{
    /// <summary>Encoded as each format that is read, from one sRGB image.</summary>
    public static readonly IReadOnlyDictionary<PictureFormat, Func<Image, byte[]>> Encoders = new Dictionary<PictureFormat, Func<Image, byte[]>>
    {
        [PictureFormat.Jpeg] = image => image.JpegsaveBuffer(q: 95, subsampleMode: Enums.ForeignSubsample.Off),
        [PictureFormat.Png] = image => image.PngsaveBuffer(),
        [PictureFormat.Gif] = image => image.GifsaveBuffer(dither: 0),
        [PictureFormat.WebP] = image => image.WebpsaveBuffer(lossless: true),
        [PictureFormat.Avif] = image => image.HeifsaveBuffer(lossless: true, compression: Enums.ForeignHeifCompression.Av1, effort: 0),
        [PictureFormat.Tiff] = image => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate),
    };

    /// <summary>Formats whose decoder must give the drawn colours back within a few grey levels.</summary>
    public static TheoryData<PictureFormat> Formats => [.. Encoders.Keys];

    /// <summary>An input that takes pictures as they are.</summary>
    public static ModelInput Input(
        int width, int height, ResizeRule resize = ResizeRule.Stretch, ChannelOrder channels = ChannelOrder.Rgb, TensorLayout layout = TensorLayout.Nchw) =>
        new("input", width, height, channels, layout, resize, Interpolation.Linear, 1.0 / 255, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);

    /// <summary>Four quarters, red, green, blue and white from the top left, reading order: no orientation leaves it as it is.</summary>
    public static Image Quarters(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                Quarter(x >= width / 2, y >= height / 2).CopyTo(pixels.AsSpan(((y * width) + x) * 3));
        }
        return FromRgb(pixels, width, height);
    }

    /// <summary>Soft waves of colour, which resampling changes little; they depend on the seed.</summary>
    public static Image Waves(int width, int height, int seed = 1)
    {
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var channel = 0; channel < 3; channel++)
                {
                    var phase = (seed * 1.7) + (channel * 2.1);
                    pixels[(((y * width) + x) * 3) + channel] = (byte)(127.5 + (70 * Math.Sin(phase + (5.0 * x / width))) + (50 * Math.Cos(phase + (4.0 * y / height))));
                }
            }
        }
        return FromRgb(pixels, width, height);
    }

    public static Image FromRgb(byte[] pixels, int width, int height)
    {
        using var image = Image.NewFromMemory(pixels, width, height, 3, Enums.BandFormat.Uchar);
        return image.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    public static byte[] Rgb(Image image) => image.WriteToMemory<byte>();

    public static byte[] Jpeg(Image image) => Encoders[PictureFormat.Jpeg](image);

    public static byte[] Png(Image image) => Encoders[PictureFormat.Png](image);

    /// <summary>Greatest and mean difference of two pictures, in grey levels.</summary>
    public static (int Max, double Mean) Difference(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Assert.Equal(left.Length, right.Length);
        var (max, sum) = (0, 0L);
        for (var i = 0; i < left.Length; i++)
        {
            var difference = Math.Abs(left[i] - right[i]);
            max = Math.Max(max, difference);
            sum += difference;
        }
        return (max, (double)sum / left.Length);
    }

    static ReadOnlySpan<byte> Quarter(bool right, bool lower) => (right, lower) switch
    {
        (false, false) => [220, 30, 30],
        (true, false) => [30, 200, 40],
        (false, true) => [30, 40, 210],
        (true, true) => [250, 250, 250],
    };
}
