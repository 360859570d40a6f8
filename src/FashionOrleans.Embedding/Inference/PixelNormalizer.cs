namespace FashionOrleans.Embedding;

/// <summary>Writes 8-bit RGB pixels as a model's input tensor, <c>(pixel * scale - mean) / std</c> per channel, from one table a channel.</summary>
sealed class PixelNormalizer
{
    readonly ModelInput _input;

    // Indexed by the channel's place in RGB, then by the pixel's value.
    readonly float[][] _tables = new float[ModelInput.ChannelCount][];

    // Where each of red, green, blue goes in the tensor.
    readonly int[] _places;

    public PixelNormalizer(ModelInput input)
    {
        _input = input;
        _places = input.Channels == ChannelOrder.Rgb ? [0, 1, 2] : [2, 1, 0];
        for (var channel = 0; channel < ModelInput.ChannelCount; channel++)
        {
            var (mean, std) = (input.Mean[_places[channel]], input.Std[_places[channel]]);
            _tables[channel] = [.. Enumerable.Range(0, 256).Select(pixel => (float)(((pixel * input.Scale) - mean) / std))];
        }
    }

    /// <param name="rgb">Height x width x 3 bytes, row by row.</param>
    /// <param name="tensor">Receives one picture's part of the tensor, <see cref="ModelInput.Length"/> numbers.</param>
    public void Write(ReadOnlySpan<byte> rgb, Span<float> tensor)
    {
        var pixels = _input.Width * _input.Height;
        rgb = rgb[..(pixels * ModelInput.ChannelCount)];
        // The channels' first element and the distance from pixel to pixel.
        var (plane, step) = _input.Layout == TensorLayout.Nchw ? (pixels, 1) : (1, ModelInput.ChannelCount);
        for (var channel = 0; channel < ModelInput.ChannelCount; channel++)
        {
            ReadOnlySpan<float> table = _tables[channel];
            var to = _places[channel] * plane;
            for (var from = channel; from < rgb.Length; from += ModelInput.ChannelCount, to += step)
                tensor[to] = table[rgb[from]];
        }
    }
}
