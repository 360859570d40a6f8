using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Placement;
using Orleans.Concurrency;

namespace FashionOrleans.Grains.Embedding;

/// <inheritdoc cref="IModelDirectoryGrain"/>
[Reentrant, StatelessWorker, RequireRole(SiloRoles.Embedding)]
public sealed class ModelDirectoryGrain(EmbedderPool embedders) : Grain, IModelDirectoryGrain
{
    /// <inheritdoc/>
    public Task<ImmutableArray<ModelDescription>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(embedders.Packs.Packs.Select(ModelDescriptions.Of).ToImmutableArray());
}
