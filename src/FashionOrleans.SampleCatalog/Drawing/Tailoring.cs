using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Drawing;

/// <summary>Cuts a panel out of a fabric and finishes it.</summary>
static class Tailoring
{
    /// <summary>
    /// Paints one panel: the cloth with its pattern turned to <paramref name="grain"/>, what <paramref name="inside"/> adds under the
    /// shading, folds, light and rim.
    /// </summary>
    /// <param name="easel">Where to paint.</param>
    /// <param name="cut">The closed outline of the panel.</param>
    /// <param name="fabric">The cloth.</param>
    /// <param name="grain">How far the pattern is turned clockwise, in degrees: a sleeve's stripes follow the arm.</param>
    /// <param name="volume">How round the panel looks: 0 is flat, 1 a torso.</param>
    /// <param name="folds">Hanging folds to add at random places.</param>
    /// <param name="casts">Whether the panel casts a shadow on the backdrop.</param>
    /// <param name="inside">Paints details that the panel's edge cuts off.</param>
    public static void Panel(
        this Easel easel, Outline cut, Fabric fabric, double grain = 0, double volume = 1, int folds = 0, bool casts = true,
        Action? inside = null)
    {
        if (casts)
        {
            easel.CastShadow(cut);
        }

        using (easel.Clip(cut))
        {
            easel.Cloth(cut, fabric, grain);
            inside?.Invoke();
            Shading.HangingFolds(easel, cut, folds, fabric.Weave.FoldStrength);
            Shading.Light(easel, cut, fabric.Base, fabric.Weave.Sheen);
            Shading.Volume(easel, cut, fabric.Base, volume);
        }

        Edge(easel, cut, fabric.Base);
    }

    /// <summary>Covers a shape with cloth, flat. Call inside the shape's clip.</summary>
    public static void Cloth(this Easel easel, Outline cut, Fabric fabric, double grain = 0)
    {
        easel.Fill(cut, fabric.Base);
        if (grain is 0)
        {
            Pattern.Paint(easel, fabric, cut.Bounds);
            Weave.Paint(easel, fabric, cut.Bounds);
            return;
        }

        var centre = cut.Bounds.Centre;
        var cover = cut.Rotated(-grain, centre).Bounds;
        using (easel.Turned(grain, centre))
        {
            Pattern.Paint(easel, fabric, cover);
            Weave.Paint(easel, fabric, cover);
        }
    }

    /// <summary>The thin dark line where a panel ends.</summary>
    public static void Edge(this Easel easel, Outline cut, Colour ground) =>
        easel.Stroke(cut, ground.Luma < 0.2 ? Colour.Black : ground.Darker(0.62), 1, 0.45);

    /// <summary>A plain panel without a pattern: a sole, a strap, a label.</summary>
    public static void Piece(
        this Easel easel, Outline cut, Colour colour, double volume = 0.6, double sheen = 0.2, bool casts = true, Action? inside = null)
    {
        if (casts)
        {
            easel.CastShadow(cut);
        }

        using (easel.Clip(cut))
        {
            easel.Fill(cut, colour);
            inside?.Invoke();
            Shading.Light(easel, cut, colour, sheen);
            Shading.Volume(easel, cut, colour, volume);
        }

        Edge(easel, cut, colour);
    }
}
