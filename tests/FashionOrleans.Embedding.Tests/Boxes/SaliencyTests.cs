using CsCheck;
using FashionOrleans.Embedding.Tests.Support;

namespace FashionOrleans.Embedding.Tests.Boxes;

public class SaliencyTests
{
    readonly SaliencyBoxes _boxes = new(new PictureDecoder(new PictureLimits()));

    [Fact]
    public void A_garment_on_a_plain_ground_is_boxed_wherever_it_lies() => Gen.Select(Gen.Int[30, 120], Gen.Int[30, 120], Gen.Int[40, 140], Gen.Int[40, 140]).Sample(
        (left, top, width, height) =>
        {
            var (right, bottom) = (Math.Min(left + width, 270), Math.Min(top + height, 270));
            using var picture = Patch(300, 300, (left, top, right, bottom));

            var best = _boxes.Propose(Drawn.Png(picture))[0].Box;

            // Within the resolution of the map and the margin that is added.
            return Near(best.X, left / 300.0) && Near(best.Y, top / 300.0) && Near(best.X + best.Width, right / 300.0) && Near(best.Y + best.Height, bottom / 300.0);
        },
        iter: 60,
        threads: 1);

    [Fact]
    public void A_ground_that_changes_slowly_is_still_ground()
    {
        using var picture = Patch(300, 300, (100, 80, 200, 240), shade: (x, y) => (byte)(160 + (x / 5) + (y / 10)));

        var best = _boxes.Propose(Drawn.Png(picture))[0].Box;

        Assert.InRange(best.X, 0.25, 0.36);
        Assert.InRange(best.Y, 0.19, 0.3);
        Assert.InRange(best.Width, 0.3, 0.46);
    }

    [Fact]
    public void Nothing_is_proposed_where_nothing_stands_out_or_everything_does()
    {
        using var flat = Patch(200, 200, (0, 0, 0, 0));
        using var full = Patch(200, 200, (2, 2, 198, 198));

        Assert.Empty(_boxes.Propose(Drawn.Png(flat)));
        Assert.Empty(_boxes.Propose(Drawn.Png(full)));
    }

    [Fact]
    public void A_tall_garment_is_offered_in_two_parts_too_by_falling_score()
    {
        using var picture = Patch(300, 400, (110, 40, 190, 360));

        var boxes = _boxes.Propose(Drawn.Png(picture));

        Assert.Equal(3, boxes.Count);
        Assert.True(boxes[0].Box.Height > 1.5 * boxes[1].Box.Height);
        Assert.True(boxes[1].Box.Y < boxes[2].Box.Y);
        Assert.All(boxes, box => box.Box.Require());
        Assert.All(boxes, box => Assert.InRange(box.Score, 0.1, 1));
        Assert.All(boxes.Skip(1), part => Assert.True(part.Score < boxes[0].Score));
    }

    [Fact]
    public void Boxes_are_of_the_upright_picture()
    {
        using var upright = Patch(300, 200, (30, 20, 120, 90));
        using var stored = Oriented.Stored(upright, 6);
        using var tagged = stored.Mutate(image => image.Set(NetVips.GValue.GIntType, "orientation", 6));

        var (expected, actual) = (_boxes.Propose(Drawn.Jpeg(upright))[0].Box, _boxes.Propose(Drawn.Jpeg(tagged))[0].Box);

        Assert.Equal(expected.X, actual.X, 0.03);
        Assert.Equal(expected.Y, actual.Y, 0.03);
        Assert.Equal(expected.Width, actual.Width, 0.03);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(5_000, 1)]
    [InlineData(1, 5_000)]
    public void Extreme_shapes_have_boxes_inside_them_or_none(int width, int height)
    {
        using var picture = Drawn.Waves(width, height);

        Assert.All(_boxes.Propose(Drawn.Png(picture)), box => box.Box.Require());
    }

    static bool Near(double actual, double expected) => Math.Abs(actual - expected) < 0.045;

    /// <summary>A dark red rectangle on a light ground.</summary>
    static NetVips.Image Patch(int width, int height, (int Left, int Top, int Right, int Bottom) patch, Func<int, int, byte>? shade = null)
    {
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var ground = shade?.Invoke(x, y) ?? 225;
                ReadOnlySpan<byte> colour = x >= patch.Left && x < patch.Right && y >= patch.Top && y < patch.Bottom ? [130, 20, 40] : [ground, ground, ground];
                colour.CopyTo(pixels.AsSpan(((y * width) + x) * 3));
            }
        }
        return Drawn.FromRgb(pixels, width, height);
    }
}
