using FashionOrleans.Embedding;
using FashionOrleans.Fuzz.Mutation;
using NetVips;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>
/// A picture as a query or an item brings it: header, decoding to a model's input, the boxes that are proposed, and the rendition that is kept. Pictures are
/// tiny and the limit of pixels low: the code is the same, and an input takes a fraction of a millisecond.
/// </summary>
sealed class PictureTarget : IFuzzTarget
{
    const int Side = 24;
    static readonly string[] Suffixes = [".jpg", ".jpg[Q=30,interlace=true]", ".png", ".png[palette=true]", ".webp", ".webp[lossless=true]", ".gif", ".tif", ".tif[compression=lzw]", ".avif[effort=0]"];
    static readonly ModelInput Input = new(
        "input", 16, 16, ChannelOrder.Rgb, TensorLayout.Nchw, ResizeRule.Cover, Interpolation.Linear, 1 / 255.0, [0, 0, 0], [1, 1, 1]);

    readonly PictureDecoder _decoder = new(new PictureLimits { MaxBytes = CurrentInput.MaxBytes, MaxPixels = 100_000, MaxFrames = 50 });
    readonly SaliencyBoxes _boxes;

    public PictureTarget()
    {
        Libvips.EnsureConfigured();
        _boxes = new SaliencyBoxes(_decoder);
        Seeds = [.. Draw()];
    }

    public string Name => "picture";

    public IReadOnlyList<byte[]> Seeds { get; }

    public IReadOnlyList<string> Words { get; } =
    [
        "\u0089PNG\r\n\u001a\n", "IHDR", "IDAT", "IEND", "PLTE", "tRNS", "iCCP", "eXIf", "acTL", "fcTL", "GIF89a", "GIF87a", "NETSCAPE2.0", "RIFF", "WEBP", "VP8 ", "VP8L", "VP8X", "ALPH",
        "ANIM", "ANMF", "JFIF", "Exif\0\0", "Adobe", "ICC_PROFILE", "II*\0", "MM\0*", "ftypavif", "ftypheic", "meta", "iloc", "iprp", "ispe", "pixi", "av1C", "mdat", "<svg>", "%PDF", "BM",
    ];

    // What libvips takes is not managed memory; the limit of pixels and the parent's watch bound it.
    public long MaxAllocated(ReadOnlySpan<byte> input) => 2_000_000 + (10L * input.Length);

    public void Mend(byte[] input) => PngChecksums.Mend(input);

    public void Run(byte[] input)
    {
        // One way of reading it each: they share the opening, which is most of what an input can break.
        switch (input.Length % 6)
        {
            case 0: _decoder.Describe(input); break;
            case 1: _decoder.Render(input, new RenditionOptions { MaxBytes = 1, LongestSide = 32 }); break;
            case 2: _boxes.Propose(input); break;
            case 3: _decoder.Decode(input, Input, new PictureBox(0.25, 0.1, 0.5, 0.3)); break;
            default: _decoder.Decode(input, Input, PictureBox.Whole); break;
        }
    }

    static IEnumerable<byte[]> Draw()
    {
        using var gray = (Image.Xyz(Side, Side + 8)[0] * 9).Cast(Enums.BandFormat.Uchar);
        using var colour = gray.Bandjoin(gray.Flip(Enums.Direction.Vertical), gray.Invert()).Copy(interpretation: Enums.Interpretation.Srgb);
        using var alpha = colour.Bandjoin(gray);
        foreach (var image in (Image[])[gray, colour, alpha])
        {
            foreach (var suffix in Suffixes)
            {
                byte[] bytes;
                try
                {
                    bytes = image.WriteToBuffer(suffix);
                }
                catch (VipsException)
                {
                    // A format that this build of libvips does not write.
                    continue;
                }

                yield return bytes;
            }
        }
    }
}
