using FashionOrleans.Contracts;

namespace FashionOrleans.Web.Replies;

/// <summary>A part of a picture that may show a garment, in fractions of the upright picture's sides.</summary>
sealed record BoxReply(double X, double Y, double Width, double Height, double Score, string? Label)
{
    const int Digits = 4;

    /// <summary>The box with its edges rounded, so that they stay inside the picture.</summary>
    public static BoxReply Of(BoxProposal proposal)
    {
        var (left, top) = (Math.Round(proposal.Box.X, Digits), Math.Round(proposal.Box.Y, Digits));
        return new BoxReply(
            left,
            top,
            Math.Round(Math.Min(1, proposal.Box.X + proposal.Box.Width) - left, Digits),
            Math.Round(Math.Min(1, proposal.Box.Y + proposal.Box.Height) - top, Digits),
            Math.Round(proposal.Score, Digits),
            proposal.Label);
    }
}
