namespace FashionOrleans.Embedding;

/// <summary>The order of the dimensions of a model's input tensor.</summary>
public enum TensorLayout
{
    /// <summary>Batch, channel, row, column: one plane a channel.</summary>
    Nchw,

    /// <summary>Batch, row, column, channel: channels interleaved.</summary>
    Nhwc,
}
