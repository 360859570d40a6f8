namespace FashionOrleans.Contracts;

/// <summary>Proposes parts of a picture to search with. Runs on silos with the role <c>embedding</c>; there is one, its key is 0.</summary>
public interface IBoxGrain : IGrainWithIntegerKey
{
    /// <summary>The parts of a picture that may show a garment.</summary>
    /// <param name="picture">The bytes of a picture file.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FashionOrleansException">The picture cannot be read, or too many are being looked at (<see cref="ErrorCodes.Overloaded"/>).</exception>
    Task<BoxProposals> ProposeAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken);
}
