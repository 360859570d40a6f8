using FashionOrleans.Contracts;
using FashionOrleans.Embedding;
using FashionOrleans.Grains.Placement;
using Orleans.Concurrency;

namespace FashionOrleans.Grains.Embedding;

/// <inheritdoc cref="IBoxGrain"/>
[Reentrant, StatelessWorker, RequireRole(SiloRoles.Embedding)]
public sealed class BoxGrain(BoxFinder finder) : Grain, IBoxGrain
{
    /// <inheritdoc/>
    public async Task<BoxProposals> ProposeAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        try
        {
            var boxes = await finder.ProposeAsync(picture, cancellationToken);
            return new BoxProposals([.. boxes.Select(ToProposal)], finder.Proposer.Method);
        }
        catch (EmbeddingException exception)
        {
            throw new FashionOrleansException(exception.Code, exception.Message);
        }
    }

    static BoxProposal ToProposal(ProposedBox proposed) =>
        new(new Box(proposed.Box.X, proposed.Box.Y, proposed.Box.Width, proposed.Box.Height), proposed.Score, proposed.Label);
}
