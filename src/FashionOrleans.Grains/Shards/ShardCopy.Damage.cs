using System.Data.Common;
using FashionOrleans.Contracts;
using FashionOrleans.Search;
using FashionOrleans.Storage;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Grains.Shards;

/// <remarks>
/// A row that cannot be read is left out, and so is what the index had of that item before. Every copy leaves it out by itself; the one that is about to
/// write also moves the row aside in the store, so that it is met once and not at every load.
/// </remarks>
public sealed partial class ShardCopy
{
    // Rows that one transaction moves.
    const int MovedAtOnce = 500;

    /// <summary>The sound rows as entries, and the ids to delete: those of damaged rows as well.</summary>
    (List<IndexEntry> Entries, IReadOnlyCollection<string> Deletes) Read(ShardChanges changes, int dimension)
    {
        var entries = new List<IndexEntry>(changes.Upserts.Count);
        List<string>? damaged = null;
        foreach (var item in changes.Upserts)
        {
            var (entry, damage) = StoredRowReader.Read(item, dimension);
            if (entry is { } sound)
            {
                entries.Add(sound);
                _damaged.Remove(item.Id);
            }
            else
            {
                _damaged[item.Id] = damage!;
                (damaged ??= []).Add(item.Id);
            }
        }

        foreach (var id in changes.Deletes)
        {
            _damaged.Remove(id);
        }

        return (entries, damaged is null ? changes.Deletes : [.. changes.Deletes, .. damaged]);
    }

    /// <summary>Moves the rows that were left out aside. Where the store does not do it now, the shard goes on without them all the same.</summary>
    async Task QuarantineAsync(ShardOwnership owner, CancellationToken stop)
    {
        if (_damaged.Count == 0)
        {
            return;
        }

        // Not one row can be read: then it is not the rows that are wrong, and to move a whole shard aside would only hide it.
        if (_index!.Count == 0 && _damaged.Count > 1)
        {
            var (id, why) = _damaged.First();
            LogNothingReadable(Key, _damaged.Count, id, why);
            return;
        }

        try
        {
            foreach (var rows in _damaged.Select(row => new DamagedRow(row.Key, row.Value)).ToArray().Chunk(MovedAtOnce))
            {
                var commit = await _store.QuarantineAsync(owner, rows, _time.GetUtcNow(), stop);
                Volatile.Write(ref _version, commit.Version);
                _engine.CountQuarantined(Key, commit.Deleted);
                LogQuarantined(Key, commit.Deleted, rows[0].Id, rows[0].Reason);
                foreach (var row in rows)
                {
                    _damaged.Remove(row.Id);
                }
            }
        }
        catch (DbException exception)
        {
            LogNotQuarantined(Key, _damaged.Count, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Shard {Shard}: {Rows} damaged rows were moved into quarantine, for example '{Id}': {Reason} Store these items again")]
    partial void LogQuarantined(ShardKey shard, int rows, string id, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Shard {Shard}: {Rows} damaged rows are left out and could not be moved into quarantine: {Reason}")]
    partial void LogNotQuarantined(ShardKey shard, int rows, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Shard {Shard}: none of {Rows} rows can be read, for example '{Id}': {Reason} They are left where they are; look at the catalogue's row in the store")]
    partial void LogNothingReadable(ShardKey shard, int rows, string id, string reason);
}
