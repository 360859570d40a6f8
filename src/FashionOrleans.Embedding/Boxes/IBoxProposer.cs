namespace FashionOrleans.Embedding;

/// <summary>Proposes parts of a picture that may show a garment. Works on the calling thread; safe to call from several at once.</summary>
public interface IBoxProposer
{
    /// <summary>How the boxes are found, for clients to show.</summary>
    string Method { get; }

    /// <summary>The boxes by falling score; none where nothing stands out.</summary>
    /// <param name="picture">The encoded picture.</param>
    /// <exception cref="PictureException">The picture cannot be read.</exception>
    IReadOnlyList<ProposedBox> Propose(ReadOnlyMemory<byte> picture);
}
