using System.Collections.Immutable;
using FashionOrleans.Contracts;

namespace FashionOrleans.Web.Tests.Support;

/// <summary>Items whose writes nobody ever answers.</summary>
sealed class UnansweredItems : IItemsGrain
{
    public List<Guid> Tries { get; } = [];

    public async Task<ImmutableArray<ItemOutcome>> UpsertAsync(Guid write, ImmutableArray<ItemUpload> items, CancellationToken cancellationToken)
    {
        Tries.Add(write);
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return [];
    }

    public Task<bool> DeleteAsync(Guid write, string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ItemDetails?> FindAsync(string id, bool withVector, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ImmutableArray<ItemRevision>> GetRevisionsAsync(ImmutableArray<string> ids, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Picture?> GetPictureAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ImmutableArray<Item>> SampleAsync(int count, int seed, CancellationToken cancellationToken) => throw new NotSupportedException();
}
