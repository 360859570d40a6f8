using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Turned-back fronts of blazers, waistcoats and bikers.</summary>
static class Lapels
{
    /// <summary>A collar and lapels that meet in a notch, laid along a V neckline.</summary>
    /// <param name="easel">Where to paint.</param>
    /// <param name="body">A block with a V neckline.</param>
    /// <param name="fabric">The cloth.</param>
    /// <param name="width">Width of a lapel at its point.</param>
    /// <param name="snaps">Whether studs hold the points, as on a biker.</param>
    public static void Notched(Easel easel, UpperBody body, Fabric fabric, double width, bool snaps = false)
    {
        var (x, bottom) = (Sheet.CentreX, body.NeckY + body.NeckDepth);
        Back(easel, body, fabric);
        foreach (var right in new[] { false, true })
        {
            var notch = new Point(body.Neck.X + (width * 0.42), body.NeckY + (body.NeckDepth * 0.34));
            var point = notch + new Point(width * 0.36, -1);
            var lapel = Outline.From(x - 1, bottom + 2)
                .Curve(
                    x + (body.NeckHalf * 0.4), bottom - (body.NeckDepth * 0.36), body.Neck.X - 8, body.NeckY + (body.NeckDepth * 0.5),
                    body.Neck.X - 4, body.NeckY + 8)
                .Line(notch)
                .Line(point)
                .Curve(point.X - 2, point.Y + (body.NeckDepth * 0.28), x + (width * 0.62), bottom - 24, x - 1, bottom + 2)
                .Close();
            Lay(easel, right ? lapel : lapel.Mirrored(), fabric, right);
            var collar = Outline.From(body.Neck.X - 12, body.NeckY - 13)
                .Quad(body.Neck.X + 4, body.NeckY - 8, body.Neck.X + 7, body.NeckY + 4)
                .Line(notch.X + 7, notch.Y - 11)
                .Line(notch.X - 4, notch.Y + 2)
                .Curve(
                    body.Neck.X - 2, body.NeckY + (body.NeckDepth * 0.32), body.Neck.X - 8, body.NeckY + 14, body.Neck.X - 12,
                    body.NeckY - 13)
                .Close();
            Lay(easel, right ? collar : collar.Mirrored(), fabric, right);
            if (snaps)
            {
                var stud = point + new Point(-9, 8);
                Trimmings.Stud(easel, right ? stud : new Point(Sheet.Width - stud.X, stud.Y), 3, Colour.Parse("#c4c2bc"));
            }
        }
    }

    /// <summary>A satin shawl collar without a notch, as on a dinner jacket.</summary>
    public static void Shawl(Easel easel, UpperBody body, Fabric fabric, double width)
    {
        var (x, bottom) = (Sheet.CentreX, body.NeckY + body.NeckDepth);
        Back(easel, body, fabric);
        foreach (var right in new[] { false, true })
        {
            var lapel = Outline.From(x - 1, bottom + 2)
                .Curve(
                    x + (body.NeckHalf * 0.4), bottom - (body.NeckDepth * 0.36), body.Neck.X - 8, body.NeckY + (body.NeckDepth * 0.5),
                    body.Neck.X - 12, body.NeckY - 13)
                .Quad(body.Neck.X + 4, body.NeckY - 8, body.Neck.X + 8, body.NeckY + 6)
                .Curve(body.Neck.X + width, body.NeckY + (body.NeckDepth * 0.45), x + (width * 0.8), bottom - 30, x - 1, bottom + 2)
                .Close();
            Lay(easel, right ? lapel : lapel.Mirrored(), fabric, right);
        }
    }

    static void Back(Easel easel, UpperBody body, Fabric fabric)
    {
        var half = Outline.From(Sheet.CentreX, body.NeckY - 15)
            .Quad(Sheet.CentreX + (body.NeckHalf * 0.6), body.NeckY - 15, body.Neck.X - 10, body.NeckY - 12)
            .Line(body.Neck.X - 2, body.NeckY + 6)
            .Quad(Sheet.CentreX + (body.NeckHalf * 0.5), body.NeckY + 12, Sheet.CentreX, body.NeckY + 12);
        easel.Panel(half.WithMirrorImage(), fabric.Plain with { Base = fabric.Base.Darker(0.12) }, volume: 0.6);
    }

    static void Lay(Easel easel, Outline cut, Fabric fabric, bool right)
    {
        easel.SoftStroke(cut.Moved(right ? 1 : -1, 3), Colour.Black, 0.05, [2, 5, 8]);
        easel.Panel(cut, fabric, right ? 14 : -14, volume: 0.5, casts: false);
    }
}
