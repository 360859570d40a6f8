namespace FashionOrleans.Embedding;

/// <summary>The input of a model: its shape and how 8-bit sRGB pixels become its numbers, <c>(pixel * scale - mean) / std</c> per channel.</summary>
/// <param name="Name">Name of the input in the ONNX graph.</param>
/// <param name="Width">Columns, 1 to 4,096.</param>
/// <param name="Height">Rows, 1 to 4,096.</param>
/// <param name="Channels">Order of the colour channels; <paramref name="Mean"/> and <paramref name="Std"/> are in the same order.</param>
/// <param name="Layout">Order of the tensor's dimensions.</param>
/// <param name="Resize">How pictures of another shape are fitted.</param>
/// <param name="Interpolation">Resampling kernel.</param>
/// <param name="Scale">Factor on the 0 to 255 pixel, before the mean is subtracted.</param>
/// <param name="Mean">Three means, subtracted.</param>
/// <param name="Std">Three deviations, divided by; none is zero.</param>
public sealed record ModelInput(
    string Name,
    int Width,
    int Height,
    ChannelOrder Channels,
    TensorLayout Layout,
    ResizeRule Resize,
    Interpolation Interpolation,
    double Scale,
    IReadOnlyList<double> Mean,
    IReadOnlyList<double> Std)
{
    /// <summary>Colour channels of every input.</summary>
    public const int ChannelCount = 3;

    /// <summary>Numbers in the tensor of one picture, and bytes in its RGB pixels: width x height x 3.</summary>
    public int Length => Width * Height * ChannelCount;
}
