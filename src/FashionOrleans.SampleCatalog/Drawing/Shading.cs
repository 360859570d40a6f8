namespace FashionOrleans.SampleCatalog.Drawing;

/// <summary>What makes a flat cut look like cloth or leather under a studio lamp at the upper left.</summary>
static class Shading
{
    /// <summary>Rounds a panel: its rim darkens towards the side away from the lamp. Call inside the panel's clip.</summary>
    public static void Volume(Easel easel, Outline cut, Colour ground, double strength)
    {
        var box = cut.Bounds;
        var reach = Math.Min(60, 0.5 * Math.Min(box.Width, box.Height));
        using (easel.Placed(-reach * 0.10, -reach * 0.07))
        {
            var steps = reach < 24 ? 4 : 7;
            easel.SoftStroke(cut, Colour.Black, 0.23 / steps * strength, Enumerable.Range(1, steps).Select(i => reach * 1.26 * i / steps));
        }

        if (ground.Luma < 0.4)
        {
            // On a dark ground the shadows drown: the lit rim carries the shape instead.
            using (easel.Placed(-reach * 0.03, -reach * 0.02))
            {
                easel.SoftStroke(cut, Colour.White, 0.034 * strength, Enumerable.Range(1, 3).Select(i => reach * i * 0.09));
            }
        }
    }

    /// <summary>The lamp's fall-off over a panel. Call inside the panel's clip.</summary>
    public static void Light(Easel easel, Outline cut, Colour ground, double sheen)
    {
        var box = cut.Bounds;
        var shade = easel.LinearGradient(
            box.At(0, 0.1), box.At(1, 0.35),
            new Stop(0, Colour.White, 0.10), new Stop(0.4, Colour.White, 0), new Stop(0.55, Colour.Black, 0),
            new Stop(1, Colour.Black, 0.13));
        easel.Fill(cut, shade);
        var lamp = (0.10 + (0.16 * sheen)) * (ground.Luma < 0.3 ? 0.8 : 1.1);
        easel.Glow(box.At(0.36, 0.28), box.Width * 0.42, box.Height * 0.40, 0, Colour.White, lamp);
    }

    /// <summary>
    /// One fold: a crisp ridge that falls off to one side, with a lit lip on the other. Call inside the panel's clip.
    /// </summary>
    /// <param name="easel">Where to paint.</param>
    /// <param name="from">One tip.</param>
    /// <param name="to">The other tip.</param>
    /// <param name="bend">How far the ridge bows to the left of its direction.</param>
    /// <param name="width">Width of the shadow in the middle.</param>
    /// <param name="strength">About 1 for cotton; more for satin and leather.</param>
    public static void Fold(Easel easel, Point from, Point to, double bend, double width, double strength)
    {
        var normal = (to - from).Unit.Normal;
        var middle = Point.Lerp(from, to, 0.5) + (normal * bend);
        Lens(easel, from, to, middle, normal * width, Colour.Black, 0.17 * strength);
        Lens(easel, from, to, middle, normal * (-0.8 * width), Colour.White, 0.15 * strength);
    }

    /// <summary>A few hanging folds at random places of a panel. Call inside the panel's clip.</summary>
    public static void HangingFolds(Easel easel, Outline cut, int count, double strength, double slant = 0)
    {
        var (box, random) = (cut.Bounds, easel.Random);
        for (var i = 0; i < count; i++)
        {
            var x = (i + 0.5 + random.Around(0.3)) / count;
            var top = random.Range(0.25, 0.62);
            var bottom = Math.Min(1.02, top + random.Range(0.25, 0.5));
            var lean = (slant * (x - 0.5) * 2) + random.Around(0.03);
            Fold(
                easel, box.At(x, top), box.At(x + lean, bottom), random.Around(box.Width * 0.05),
                random.Range(0.06, 0.12) * box.Width, strength * random.Range(0.5, 1));
        }
    }

    /// <summary>
    /// Creases that spread from a point of strain: an armpit, a crotch, the bend of a knee. Call inside the panel's clip.
    /// </summary>
    public static void Creases(Easel easel, Point at, double direction, double spread, double length, int count, double strength)
    {
        var random = easel.Random;
        for (var i = 0; i < count; i++)
        {
            var angle = direction + (spread * (((i + 0.5) / count) - 0.5)) + random.Around(6);
            var reach = length * random.Range(0.55, 1.05);
            var start = at + (Point.Hanging(angle) * (length * 0.04));
            Fold(
                easel, start, at + (Point.Hanging(angle) * reach), random.Around(reach * 0.12), reach * random.Range(0.07, 0.12),
                strength * random.Range(0.7, 1.1));
        }
    }

    static void Lens(Easel easel, Point from, Point to, Point ridge, Point side, Colour colour, double opacity)
    {
        // Control points at 2× the bow, because a quadratic curve reaches half way to its control point.
        var chord = Point.Lerp(from, to, 0.5);
        var inner = chord + ((ridge - chord) * 2);
        var outer = inner + (side * 2);
        var shape = Outline.From(from).Quad(inner, to).Quad(outer, from).Close();
        easel.Fill(shape, easel.LinearGradient(ridge, ridge + side, new Stop(0, colour, opacity), new Stop(1, colour, 0)));
    }
}
