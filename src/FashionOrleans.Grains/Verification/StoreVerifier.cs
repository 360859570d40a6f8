using System.Data.Common;
using FashionOrleans.Contracts;
using FashionOrleans.Embedding;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Grains.Exports;
using FashionOrleans.Grains.Migrations;
using FashionOrleans.Grains.Shards;
using FashionOrleans.Grains.Shoppers;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Verification;

/// <summary>Looks at everything that a store holds, as of one moment, and names what is damaged. It changes nothing.</summary>
/// <param name="store">The store.</param>
/// <param name="quarantine">The same store.</param>
/// <param name="limit">How many damages to name.</param>
public sealed class StoreVerifier(IBackupStore store, IQuarantineStore quarantine, int limit)
{
    readonly List<StoreDamage> _damages = [];
    readonly PictureDecoder _pictures = new(new PictureLimits());
    long _found;
    long _items;
    long _unchecked;
    long _pictured;
    long _shoppers;

    /// <summary>Reads all of it, a bounded part in memory.</summary>
    /// <param name="catalog">Only the catalogue of that name; null for the whole store.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DbException">The store cannot be read at all.</exception>
    public async Task<VerificationReport> RunAsync(string? catalog, CancellationToken cancellationToken)
    {
        await using var snapshot = await store.OpenSnapshotAsync(cancellationToken);
        var spaces = snapshot.Spaces.Where(space => catalog is null || space.Name == catalog).ToArray();
        await AttemptAsync("The database could not be asked about rows that do not fit together", async () =>
        {
            foreach (var damage in await snapshot.InspectAsync(limit, cancellationToken))
            {
                if (catalog is null || damage.Catalog == catalog)
                {
                    Add(damage);
                }
            }
        });
        foreach (var space in spaces)
        {
            await CheckAsync(snapshot, space, cancellationToken);
        }

        if (catalog is null)
        {
            await AttemptAsync("The shoppers could not be read", () => CheckShoppersAsync(snapshot, cancellationToken));
        }

        await AttemptAsync("The migrations could not be read", () => CheckMigrationsAsync(snapshot, catalog, cancellationToken));
        return new VerificationReport(spaces.Length, _items, _unchecked, _pictured, _shoppers, _damages, _found);
    }

    void Add(StoreDamage damage)
    {
        _found++;
        if (_damages.Count < limit)
        {
            _damages.Add(damage);
        }
    }

    async Task AttemptAsync(string complaint, Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (DbException exception)
        {
            Add(new StoreDamage($"{complaint}: {exception.Message}"));
        }
    }

    async Task CheckAsync(IStoreSnapshot snapshot, Catalog space, CancellationToken cancellationToken)
    {
        foreach (var entry in await quarantine.ListQuarantineAsync(space, limit, cancellationToken))
        {
            Add(new StoreDamage($"In quarantine since {entry.FoundAt:u}: {entry.Reason}", space.Name, entry.Shard, entry.Id));
        }

        if (CatalogSoundness.FindDamage(space) is { } damage)
        {
            Add(new StoreDamage(damage, space.Name));
            return;
        }

        var rules = FieldRules.Read(space.Schema);
        StoredRow? last = null;
        try
        {
            await foreach (var row in snapshot.ReadAsync(space, cancellationToken))
            {
                last = row;
                Check(space, rules, row);
            }
        }
        catch (DbException exception)
        {
            Add(new StoreDamage(
                $"Its items could not be read {(last is null ? "at all" : $"behind this one, the {_items}th")}: {exception.Message}", space.Name, last?.Shard, last?.Item.Id));
        }
    }

    void Check(Catalog space, FieldRules rules, StoredRow row)
    {
        _items++;
        _unchecked += row.Item.KeptChecksum is null ? 1 : 0;
        if ((StoredRows.FindDamage(row, space.Dimension) ?? FindMisfit(space, rules, row)) is { } damage)
        {
            Add(new StoreDamage(damage, space.Name, row.Shard, row.Item.Id));
        }

        if (row.Item.Picture is { } picture)
        {
            _pictured++;
            CheckPicture(space, row, picture);
        }
    }

    static string? FindMisfit(Catalog space, FieldRules rules, StoredRow row) =>
        space.ShardOf(row.Item.Id).Number is var owner && owner != row.Shard ? $"It lies in shard {row.Shard}; its id belongs to shard {owner}."
        : StoredRowReader.Read(row.Item, space.Dimension).Entry is { } entry && !rules.Allow(entry.Attributes) ? "Its attributes contradict the schema of the catalogue."
        : null;

    void CheckPicture(Catalog space, StoredRow row, Picture picture)
    {
        try
        {
            if (_pictures.Describe(picture.Bytes).ContentType is var type && type != picture.ContentType)
            {
                Add(new StoreDamage($"Its picture is kept as {picture.ContentType} and is {type}.", space.Name, row.Shard, row.Item.Id));
            }
        }
        catch (EmbeddingException exception)
        {
            Add(new StoreDamage($"Its picture cannot be read: {exception.Message}", space.Name, row.Shard, row.Item.Id));
        }
    }

    async Task CheckShoppersAsync(IStoreSnapshot snapshot, CancellationToken cancellationToken)
    {
        await foreach (var (id, profile) in snapshot.ReadShoppersAsync(cancellationToken))
        {
            _shoppers++;
            try
            {
                ShopperRecord.Read(profile.Span);
            }
            catch (FashionOrleansException exception)
            {
                Add(new StoreDamage(exception.Message, Id: $"shopper {id}"));
            }
        }
    }

    async Task CheckMigrationsAsync(IStoreSnapshot snapshot, string? catalog, CancellationToken cancellationToken)
    {
        await foreach (var (name, record) in snapshot.ReadMigrationsAsync(cancellationToken))
        {
            try
            {
                if (catalog is null || catalog == name)
                {
                    MigrationRecord.Read(record);
                }
            }
            catch (FashionOrleansException exception)
            {
                Add(new StoreDamage(exception.Message, name));
            }
        }
    }
}
