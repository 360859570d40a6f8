using FashionOrleans.SampleCatalog.Drawing;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Arranges shoes on the studio floor.</summary>
static class Pairs
{
    /// <summary>One shoe from the side, or the pair of them one behind the other.</summary>
    /// <param name="easel">Where to paint.</param>
    /// <param name="random">Decides.</param>
    /// <param name="shoe">Paints one shoe; called twice for a pair, so it must not draw random numbers that change its looks.</param>
    /// <param name="behind">How much further up the farther shoe stands.</param>
    /// <param name="contact">Opacity of the shadow right under the sole; less for a shoe that stands on its heel and ball only.</param>
    public static void Paint(Easel easel, SeededRandom random, Action shoe, double behind = 80, double contact = 0.5)
    {
        easel.Hangs = false;
        if (random.Chance(0.55))
        {
            using (easel.Placed(random.Range(26, 44), -behind * random.Range(0.88, 1.12), 0.95, 0.95))
            {
                Shadow(easel, contact);
                shoe();
            }
        }

        Shadow(easel, contact);
        shoe();
    }

    static void Shadow(Easel easel, double contact)
    {
        easel.FloorShadow(248, ShoeLast.Ground + 2, 225, 30, 0.28);
        easel.FloorShadow(240, ShoeLast.Ground - 1, 205, 10, contact);
    }
}
