using System.Collections.Immutable;
using System.Data.Common;
using FashionOrleans.Contracts;
using FashionOrleans.Search;
using FashionOrleans.Storage;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Grains.Shards;

public sealed partial class ShardGrain
{
    const int MaxRevisionLength = 64;

    // So many rows, and this share of all, may have changed before the index is looked after again.
    const int ChangesToOptimize = 256;
    const double ShareToOptimize = 0.5;

    int _changes;

    /// <inheritdoc/>
    public async Task<ImmutableArray<ItemOutcome>> UpsertAsync(ImmutableArray<EmbeddedItem> items, CancellationToken cancellationToken)
    {
        var index = await ReadyAsync(cancellationToken);
        var outcomes = ImmutableArray.CreateBuilder<ItemOutcome>(items.Length);
        var accepted = new Dictionary<string, (StoredItem Stored, IndexEntry Entry)>(items.Length, StringComparer.Ordinal);
        foreach (var item in items)
        {
            try
            {
                // Where an id occurs twice in a batch, the last one counts.
                accepted[item.Id] = Accept(item, index.Dimension);
                outcomes.Add(new ItemOutcome(item.Id));
            }
            catch (FashionOrleansException exception)
            {
                outcomes.Add(new ItemOutcome(item.Id, exception.Code, exception.Message));
            }
        }

        if (accepted.Count > 0)
        {
            await WriteAsync(
                [.. accepted.Values.Select(item => item.Stored)], [.. accepted.Values.Select(item => item.Entry)], [], cancellationToken);
        }

        return outcomes.DrainToImmutable();
    }

    /// <inheritdoc/>
    public async Task<int> DeleteAsync(ImmutableArray<string> ids, CancellationToken cancellationToken)
    {
        var index = await ReadyAsync(cancellationToken);
        var existing = ids.Where(index.Contains).ToArray();
        if (existing.Length == 0)
        {
            return 0;
        }

        return await WriteAsync([], [], existing, cancellationToken);
    }

    static (StoredItem Stored, IndexEntry Entry) Accept(EmbeddedItem item, int dimension)
    {
        ItemId.Require(item.Id);
        if (item.Revision is { Length: > MaxRevisionLength })
        {
            throw new FashionOrleansException(ErrorCodes.InvalidRequest, $"'revision' is longer than {MaxRevisionLength} characters. Send a hash.");
        }

        var vector = UnitVector.Read(item.Vector.Span, dimension);
        try
        {
            var attributes = item.Attributes.IsEmpty ? AttributeSet.Empty : AttributeSet.Parse(item.Attributes.Span);
            return (
                new StoredItem(item.Id, UnitVector.ToBytes(vector), attributes.Utf8Json, item.Revision, item.Picture),
                new IndexEntry(item.Id, vector, attributes));
        }
        catch (AttributeFormatException exception)
        {
            throw new FashionOrleansException(ErrorCodes.InvalidAttributes, exception.Message);
        }
    }

    /// <summary>Commits, then publishes. Returns how many of <paramref name="deletes"/> there were.</summary>
    async Task<int> WriteAsync(StoredItem[] upserts, IndexEntry[] entries, string[] deletes, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            _version = await store.CommitAsync(_owner!, upserts, deletes, cancellationToken);

            // What is committed is published, whatever becomes of the caller. Coding the rows takes a while: not on the grain's scheduler.
            var applied = await Task.Run(() => _index!.Apply(entries, deletes), CancellationToken.None);
            RequestUpkeep(applied);
            return applied.Deleted;
        }
        catch (StaleEpochException exception)
        {
            LogReplaced(_key, exception.Message);
            DeactivateOnIdle();
            throw Refusals.NotReady(_key, "has a new owner");
        }
        catch (UncertainCommitException exception)
        {
            // Memory may be behind the store now: whoever activates the shard next reads what is true.
            LogCommitFailed(exception, _key);
            DeactivateOnIdle();
            throw new FashionOrleansException(
                ErrorCodes.StoreUnavailable, $"{exception.Message} Whether this request was stored is not known; send it again when the store is back, which does no harm.");
        }
        catch (VectorMemoryException exception)
        {
            // It is in the store and not in memory: the next activation loads it, once there is room.
            LogCommitFailed(exception, _key);
            DeactivateOnIdle();
            throw new FashionOrleansException(
                ErrorCodes.StoreUnavailable,
                $"The items are stored, but the silo has no room for their vectors: {exception.Message} Free space under FashionOrleans:Search:VectorCache; the shard loads anew.");
        }
        catch (DbException exception)
        {
            LogCommitFailed(exception, _key);
            throw new FashionOrleansException(
                ErrorCodes.StoreUnavailable, $"The store could not be written: {exception.Message}. Nothing of this request was stored; mend the store, then try again.");
        }
        finally
        {
            _writing.Release();
        }
    }

    void RequestUpkeep(ApplyResult applied)
    {
        _changes += applied.Added + applied.Replaced + applied.Deleted;
        if (_changes > Math.Max(ChangesToOptimize, ShareToOptimize * _index!.Count))
        {
            _changes = 0;
            engine.RequestUpkeep(_index);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Shard} stops writing: {Reason}")]
    partial void LogReplaced(ShardKey shard, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Shard {Shard} could not commit a batch")]
    partial void LogCommitFailed(Exception exception, ShardKey shard);
}
