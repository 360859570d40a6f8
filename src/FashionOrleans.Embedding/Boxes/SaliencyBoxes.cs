namespace FashionOrleans.Embedding;

/// <summary>
/// Proposes boxes without a model: what differs from the picture's edges is taken for the garment (<see cref="SaliencyMap"/>). The first box
/// holds all that stands out; of a tall one, such as a person, the upper and the lower part follow.
/// </summary>
/// <param name="pictures">Decodes the pictures.</param>
public sealed class SaliencyBoxes(PictureDecoder pictures) : IBoxProposer
{
    /// <summary>Pixels along the longer side at which a picture is looked at.</summary>
    const int Side = 96;

    /// <summary>The share of the saliency that may lie beyond each edge of the box: stray spots must not widen it.</summary>
    const double Trim = 0.02;

    /// <summary>What is added on each side, as a share of the box's side, since saliency fades before the garment ends.</summary>
    const double Margin = 0.04;

    /// <summary>A box that leaves less of the picture out than this is not worth offering.</summary>
    const double LeastGain = 0.1;

    /// <summary>Height by width in pixels from which a box is offered in two parts too.</summary>
    const double Tall = 1.5;

    /// <summary>The height of either part of a tall box; they overlap where waists are.</summary>
    const double PartHeight = 0.55;

    /// <inheritdoc/>
    public string Method => "saliency";

    /// <inheritdoc/>
    public IReadOnlyList<ProposedBox> Propose(ReadOnlyMemory<byte> picture)
    {
        using var small = pictures.DecodeWithin(picture, Side);
        var map = SaliencyMap.Of(small.Span, small.Width, small.Height);
        if (map.Total == 0)
            return [];
        var whole = map.Bounds(Trim).Widened(Margin);
        if (whole.Width * whole.Height > 1 - LeastGain)
            return [];
        List<ProposedBox> boxes = [new(whole, map.Contrast(whole))];
        if (whole.Height * small.Height >= Tall * whole.Width * small.Width)
        {
            var height = whole.Height * PartHeight;
            boxes.Add(Part(map, whole, whole with { Height = height }));
            boxes.Add(Part(map, whole, whole with { Y = whole.Y + whole.Height - height, Height = height }));
        }
        return boxes;
    }

    static ProposedBox Part(SaliencyMap map, PictureBox whole, PictureBox part) => new(part, map.Contrast(whole) * map.Share(part) / map.Share(whole));
}
