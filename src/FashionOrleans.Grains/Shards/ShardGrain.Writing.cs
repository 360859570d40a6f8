using System.Collections.Immutable;
using System.Data.Common;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Grains.Observing;
using FashionOrleans.Search;
using FashionOrleans.Storage;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Grains.Shards;

public sealed partial class ShardGrain
{
    const int MaxRevisionLength = 64;

    readonly SemaphoreSlim _writing = new(1, 1);
    bool _isLeaving;

    /// <inheritdoc/>
    public async Task<ImmutableArray<ItemOutcome>> UpsertAsync(Guid write, ImmutableArray<EmbeddedItem> items, CancellationToken cancellationToken)
    {
        var catalog = (await OwnedAsync(cancellationToken)).Catalog;
        var rules = RulesOf(catalog);
        var outcomes = ImmutableArray.CreateBuilder<ItemOutcome>(items.Length);
        var accepted = new Dictionary<string, (StoredItem Stored, IndexEntry Entry)>(items.Length, StringComparer.Ordinal);
        foreach (var item in items)
        {
            try
            {
                // Where an id occurs twice in a batch, the last one counts.
                accepted[item.Id] = Accept(item, catalog.Dimension, rules);
                outcomes.Add(new ItemOutcome(item.Id));
            }
            catch (FashionOrleansException exception)
            {
                outcomes.Add(new ItemOutcome(item.Id, exception.Code, exception.Message));
            }
        }

        if (accepted.Count > 0)
        {
            StoredItem[] stored = [.. accepted.Values.Select(item => item.Stored)];
            await WriteAsync(
                owner => store.CommitAsync(owner, write, stored, [], cancellationToken), [.. accepted.Values.Select(item => item.Entry)], [], cancellationToken);
        }

        return outcomes.DrainToImmutable();
    }

    /// <inheritdoc/>
    public Task<int> DeleteAsync(Guid write, ImmutableArray<string> ids, CancellationToken cancellationToken) =>
        WriteAsync(owner => store.CommitAsync(owner, write, [], ids, cancellationToken), [], ids, cancellationToken);

    static (StoredItem Stored, IndexEntry Entry) Accept(EmbeddedItem item, int dimension, FieldRules rules)
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
            rules.Require(attributes);
            return (
                new StoredItem(item.Id, UnitVector.ToBytes(vector), attributes.Utf8Json, item.Revision, item.Picture),
                new IndexEntry(item.Id, vector, attributes));
        }
        catch (AttributeFormatException exception)
        {
            throw new FashionOrleansException(ErrorCodes.InvalidAttributes, exception.Message);
        }
    }

    /// <summary>Commits what a client writes, then publishes.</summary>
    /// <returns>How many of <paramref name="deletes"/> there were.</returns>
    async Task<int> WriteAsync(
        Func<ShardOwnership, Task<Commit>> commit, IndexEntry[] entries, ImmutableArray<string> deletes, CancellationToken cancellationToken)
    {
        await OwnedAsync(cancellationToken);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            // Not before the turn: the embedding spaces may have changed places while it was waited for.
            var owner = await OwnedAsync(cancellationToken);
            if (owner.Catalog.IsStandby)
            {
                throw Refusals.Superseded(_key.Catalog);
            }

            return await WriteInTurnAsync(owner, commit, entries, deletes);
        }
        finally
        {
            _writing.Release();
        }
    }

    async Task<int> WriteInTurnAsync(
        ShardOwnership owner, Func<ShardOwnership, Task<Commit>> write, IndexEntry[] entries, IReadOnlyCollection<string> deletes)
    {
        try
        {
            // Those that waited while the writer before them failed: a version on top of one that memory lacks would hide that one for good.
            if (_isLeaving)
            {
                throw Refusals.NotReady(_key, "is about to be loaded anew");
            }

            RequireDeclared(entries);
            var commit = await engine.Metrics.CommitAsync(_key, entries.Length, deletes.Count, () => write(owner), OutcomeOf);
            if (!commit.IsRepeat)
            {
                // What is committed is published, whatever becomes of the caller. Coding the rows takes a while: not on the grain's scheduler.
                await Task.Run(() => _copy.PublishAsync(commit.Version, entries, deletes), CancellationToken.None);
                NotifyFollowers(commit.Version);
            }

            return commit.Deleted;
        }
        catch (StaleEpochException exception)
        {
            LogReplaced(_key, exception.Message);
            Leave();
            throw Refusals.NotReady(_key, "has a new owner");
        }
        catch (UncertainCommitException exception)
        {
            // Memory may be behind the store now: whoever activates the shard next fetches what is new.
            LogCommitFailed(exception, _key);
            Leave();
            throw new FashionOrleansException(
                ErrorCodes.StoreUnavailable, $"{exception.Message} Whether this request was stored is not known; send it again when the store is back, which does no harm.");
        }
        catch (VectorMemoryException exception)
        {
            // It is in the store and not in memory: the next activation loads it, once there is room.
            LogCommitFailed(exception, _key);
            Leave();
            await copies.CloseAsync(_copy);
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
    }

    static string OutcomeOf(Exception exception) => exception switch
    {
        StaleEpochException => ShardMetrics.Replaced,
        UncertainCommitException => ShardMetrics.Uncertain,
        _ => Outcome.Of(exception),
    };

    void Leave()
    {
        _isLeaving = true;
        DeactivateOnIdle();
    }

    /// <summary>Tells the other copies that there is something to fetch. A notice that is lost is made up for by their next look at the store.</summary>
    void NotifyFollowers(long version)
    {
        if (directory.Find(_key) is { } placement)
        {
            foreach (var silo in placement.Copies.Select(copy => copy.Silo).Union(placement.Wanted).Where(silo => !silo.Equals(Self)))
            {
                hosts.On(silo).NotifyAsync(_key, version).Ignore();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Shard} stops writing: {Reason}")]
    partial void LogReplaced(ShardKey shard, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Shard {Shard} could not commit a batch")]
    partial void LogCommitFailed(Exception exception, ShardKey shard);
}
