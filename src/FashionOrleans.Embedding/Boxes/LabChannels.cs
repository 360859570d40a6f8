using NetVips;

namespace FashionOrleans.Embedding;

/// <summary>The channels of CIE L*a*b*, in which equal distances look about equally large.</summary>
static class LabChannels
{
    const int Count = 3;

    /// <param name="rgb">8-bit sRGB of one small picture.</param>
    /// <returns>L*, a* and b* of every pixel, each in an array of its own.</returns>
    public static double[][] Of(ReadOnlySpan<byte> rgb)
    {
        var pixels = rgb.Length / Count;
        using var image = Image.NewFromMemoryCopy(rgb, pixels, 1, Count, Enums.BandFormat.Uchar);
        using var srgb = image.Copy(interpretation: Enums.Interpretation.Srgb);
        using var lab = srgb.Colourspace(Enums.Interpretation.Lab);
        var values = lab.WriteToMemory<float>();
        var channels = new double[Count][];
        for (var channel = 0; channel < Count; channel++)
        {
            channels[channel] = new double[pixels];
            for (var i = 0; i < pixels; i++)
                channels[channel][i] = values[(i * Count) + channel];
        }
        return channels;
    }
}
