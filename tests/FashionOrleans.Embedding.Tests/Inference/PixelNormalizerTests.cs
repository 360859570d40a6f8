using CsCheck;
using FashionOrleans.Embedding.Tests.Support;

namespace FashionOrleans.Embedding.Tests.Inference;

public class PixelNormalizerTests
{
    [Theory]
    [InlineData(ChannelOrder.Rgb, TensorLayout.Nchw)]
    [InlineData(ChannelOrder.Rgb, TensorLayout.Nhwc)]
    [InlineData(ChannelOrder.Bgr, TensorLayout.Nchw)]
    [InlineData(ChannelOrder.Bgr, TensorLayout.Nhwc)]
    public void Every_number_is_where_and_what_the_formula_says(ChannelOrder channels, TensorLayout layout)
    {
        const int Width = 3, Height = 2;
        var input = Drawn.Input(Width, Height, channels: channels, layout: layout);
        var normalizer = new PixelNormalizer(input);
        Gen.Byte.Array[input.Length].Sample(rgb =>
        {
            var tensor = new float[input.Length];
            normalizer.Write(rgb, tensor);
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < Width; x++)
                {
                    for (var c = 0; c < 3; c++)
                    {
                        // Channel c of the tensor is red, green or blue by the model's order.
                        var pixel = rgb[(((y * Width) + x) * 3) + (channels == ChannelOrder.Rgb ? c : 2 - c)];
                        var at = layout == TensorLayout.Nchw ? (((c * Height) + y) * Width) + x : (((y * Width) + x) * 3) + c;
                        Assert.Equal((float)(((pixel * input.Scale) - input.Mean[c]) / input.Std[c]), tensor[at]);
                    }
                }
            }
        });
    }

    [Fact]
    public void A_unit_vector_has_length_one_and_the_direction_of_the_raw_output()
    {
        Assert.Equal([0.6f, 0.8f], UnitVector.From([3, 4])!);
        Assert.Equal([0.6f, -0.8f], UnitVector.From([3e-20f, -4e-20f])!);
    }

    [Fact]
    public void An_output_without_a_direction_gives_no_vector()
    {
        Assert.Null(UnitVector.From([0, 0]));
        Assert.Null(UnitVector.From([1, float.NaN]));
        Assert.Null(UnitVector.From([1, float.PositiveInfinity]));
    }
}
