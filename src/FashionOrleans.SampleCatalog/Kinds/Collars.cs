using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Collars that lie over the neck opening of an <see cref="UpperBody"/>.</summary>
static class Collars
{
    /// <summary>A polo's knitted collar: soft points, the stand of the back visible behind.</summary>
    public static void Soft(Easel easel, UpperBody body, Fabric fabric, double depth) =>
        Leaves(easel, body, fabric, depth, spread: 30, crisp: false);

    /// <summary>A shirt's collar with a stand, crisp points and a stitched edge.</summary>
    public static void Shirt(Easel easel, UpperBody body, Fabric fabric, double depth, double spread) =>
        Leaves(easel, body, fabric, depth, spread, crisp: true);

    /// <summary>A band that stands around the neck with a gap in front.</summary>
    public static void Stand(Easel easel, UpperBody body, Fabric fabric, double height)
    {
        Back(easel, body, fabric, height);
        foreach (var right in new[] { false, true })
        {
            var meet = new Point(Sheet.CentreX + 1, body.NeckY + body.NeckDepth);
            var (neck, top) = (body.Neck + new Point(1, 1), body.Neck + new Point(-5, -height));
            var band = Outline.From(meet)
                .Curve(meet.X + (body.NeckHalf * 0.5), meet.Y - 3, neck.X - 3, body.NeckY + (body.NeckDepth * 0.55), neck.X, neck.Y)
                .Quad(neck.X, top.Y + 4, top.X, top.Y)
                .Curve(
                    top.X - 2, body.NeckY + (body.NeckDepth * 0.3), meet.X + (body.NeckHalf * 0.45), meet.Y - (height * 1.3), meet.X,
                    meet.Y - (height * 1.1))
                .Close();
            easel.Panel(right ? band : band.Mirrored(), fabric, volume: 0.5);
        }
    }

    /// <summary>The inner side of a collar at the back of the neck.</summary>
    static void Back(Easel easel, UpperBody body, Fabric fabric, double rise)
    {
        var x = Sheet.CentreX;
        var half = Outline.From(x, body.NeckY - rise - 2)
            .Curve(
                x + (body.NeckHalf * 0.5), body.NeckY - rise - 2, x + (body.NeckHalf * 0.8), body.NeckY - rise, body.Neck.X - 1, body.NeckY)
            .Quad(x + (body.NeckHalf * 0.5), body.NeckY + 10, x, body.NeckY + 10);
        easel.Panel(half.WithMirrorImage(), fabric.Inside with { Base = fabric.Base.Darker(0.16) }, volume: 0.7);
    }

    static void Leaves(Easel easel, UpperBody body, Fabric fabric, double depth, double spread, bool crisp)
    {
        var (x, neck) = (Sheet.CentreX, body.Neck);
        var rise = crisp ? 15 : 10;
        Back(easel, body, fabric, rise);
        foreach (var right in new[] { false, true })
        {
            var tip = new Point(x + spread, body.NeckY + depth + 26);
            var leaf = Outline.From(x + 2, body.NeckY + (crisp ? 36 : 40))
                .Curve(x + 16, body.NeckY + 24, neck.X - 16, body.NeckY + 8, neck.X - 9, body.NeckY - rise + 1)
                .Quad(neck.X + 3, body.NeckY - 6, neck.X + 5, body.NeckY + 5)
                .Curve(neck.X + 8, body.NeckY + 20, tip.X + 12, tip.Y - 20, tip.X + (crisp ? 0 : 3), tip.Y)
                .Quad(tip.X - 10, tip.Y - 8, x + 2, body.NeckY + (crisp ? 36 : 40))
                .Close();
            var cut = right ? leaf : leaf.Mirrored();
            easel.Fill(cut.Moved(right ? 1 : 2, 3.5), Colour.Black, 0.16);
            easel.Panel(cut, fabric, right ? 24 : -24, volume: 0.55);
            if (crisp)
            {
                var stitched = leaf.Scaled(0.88, 0.88, leaf.Bounds.Centre);
                Trimmings.Stitch(easel, right ? stitched : stitched.Mirrored(), fabric.Thread, 0.4);
            }
        }
    }
}
