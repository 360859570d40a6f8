namespace FashionOrleans.Embedding;

/// <summary>The order of the colour channels in a model's input tensor.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,
}
