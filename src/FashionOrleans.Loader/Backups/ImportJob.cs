using System.Collections.Concurrent;
using FashionOrleans.Backup;
using FashionOrleans.Client;
using FashionOrleans.Loader.Reporting;

namespace FashionOrleans.Loader.Backups;

/// <summary>Fills a catalogue from a backup. What an import that was cut short has stored is not sent again.</summary>
sealed class ImportJob(FashionOrleansClient client, BackupReader backup, ImportSettings settings, IProgressDisplay progress, TimeProvider clock)
{
    const int MaxBatchItems = 500;
    const int MaxBatchBytes = 8_000_000;

    // Each may have hundreds of marks.
    const int MaxBatchShoppers = 20;

    readonly ConcurrentQueue<ItemResult> _refused = new();
    long _done;
    long _sent;
    long _present;

    BackupManifest Manifest => backup.Manifest;

    public async Task<ImportReport> RunAsync(CancellationToken interrupt)
    {
        var started = clock.GetTimestamp();

        // Everything is looked at before anything is sent.
        await progress.ShowAsync("checked", Manifest.Items, () => Volatile.Read(ref _done), () => Task.Run(
            () =>
            {
                backup.Verify(items => Volatile.Write(ref _done, items), interrupt);
                return true;
            },
            interrupt));
        await RequireModelAsync(interrupt);
        var isNew = await PrepareAsync(interrupt);
        _done = 0;
        await progress.ShowAsync("imported", Manifest.Items, () => Volatile.Read(ref _done), async () =>
        {
            for (var part = 0; part < Manifest.Parts.Count; part++) await SendAsync(backup.ReadPart(part), isNew, interrupt);
            return true;
        });
        await RequireAllAsync(interrupt);
        long? shoppers = Manifest.Shoppers is { } all ? await RestoreShoppersAsync(all, interrupt) : null;
        return new(
            settings.Catalog, Manifest.Items, Manifest.Pictures, _sent, _present, [.. _refused], clock.GetElapsedTime(started).TotalSeconds, shoppers);
    }

    async Task RequireModelAsync(CancellationToken interrupt)
    {
        var wanted = Manifest.Catalog;
        var models = await client.ListModelsAsync(interrupt);
        if (models.FirstOrDefault(model => model.Name == wanted.Model) is not { } model)
            throw new InputException(
                $"The server has no model pack '{wanted.Model}', which made the vectors of this backup (it has {string.Join(", ", models.Select(model => model.Name))}). Put the pack into the models folder of its embedding silos.");
        if (model.Dimension != wanted.Dimension)
            throw new InputException($"The server's model pack '{wanted.Model}' makes {model.Dimension} numbers, the backup's vectors have {wanted.Dimension}. Install the pack that the backup names.");
        if (wanted.ModelSha256 is { } sha && sha != model.Sha256 && !settings.AcceptsModel)
            throw new InputException(
                $"The server's model pack '{wanted.Model}' is another one (version {model.Version}, SHA-256 {model.Sha256[..12]}…) than the one that made the backup (version {wanted.ModelVersion}, {sha[..12]}…): pictures of shoppers would be embedded by one and compared with vectors of the other. Install that pack, or give --accept-model and embed the catalogue anew afterwards (docs/migration.md).");
        if (wanted.ModelSha256 is null) progress.Say($"The backup does not say which version of '{wanted.Model}' made its vectors.");
    }

    /// <summary>Creates the catalogue, or sees that what is in it comes from this backup.</summary>
    /// <returns>Whether it is empty.</returns>
    async Task<bool> PrepareAsync(CancellationToken interrupt)
    {
        var (name, wanted) = (settings.Catalog, Manifest.Catalog);
        var existing = await client.FindCatalogAsync(name, interrupt);
        if (existing is null)
        {
            await client.EnsureCatalogAsync(
                name,
                new(wanted.Model, settings.Shards ?? wanted.Shards, wanted.Replicas, wanted.Index, wanted.VectorFormat, wanted.VectorStorage),
                interrupt);
        }
        else if (existing.Model != wanted.Model || existing.Dimension != wanted.Dimension)
        {
            throw new InputException($"Catalogue {name} exists with the model {existing.Model}, and the backup is of {wanted.Model}. Choose another --catalog name.");
        }
        else if (existing.Items > 0 && await CountPresentAsync(interrupt) is var present && present < existing.Items)
        {
            throw new InputException(
                $"Catalogue {name} has {existing.Items - present:N0} items that are not those of this backup. Choose another --catalog name, or drop that catalogue first.");
        }

        if (wanted.Schema.Count > 0) await client.DeclareSchemaAsync(name, wanted.Schema, interrupt);
        return existing is null || existing.Items == 0;
    }

    async Task<long> CountPresentAsync(CancellationToken interrupt)
    {
        var present = 0L;
        for (var part = 0; part < Manifest.Parts.Count; part++) present += (await FindPresentAsync(backup.ReadPart(part), interrupt)).Count;
        return present;
    }

    async Task<HashSet<string>> FindPresentAsync(IReadOnlyList<BackupItem> items, CancellationToken interrupt)
    {
        var stored = await client.LookupItemsAsync(settings.Catalog, [.. items.Select(item => item.Id)], interrupt);
        var revisions = items.DistinctBy(item => item.Id).ToDictionary(item => item.Id, item => item.Revision, StringComparer.Ordinal);
        return [.. stored.Where(item => revisions.TryGetValue(item.Id, out var revision) && revision == item.Revision).Select(item => item.Id)];
    }

    async Task SendAsync(IReadOnlyList<BackupItem> items, bool isNew, CancellationToken interrupt)
    {
        var present = isNew ? [] : await FindPresentAsync(items, interrupt);
        _present += present.Count;
        Interlocked.Add(ref _done, present.Count);
        await Parallel.ForEachAsync(
            Batches(items.Where(item => !present.Contains(item.Id))),
            new ParallelOptions { MaxDegreeOfParallelism = settings.InFlight, CancellationToken = interrupt },
            async (batch, stop) =>
            {
                var results = await client.RestoreItemsAsync(settings.Catalog, batch, stop);
                foreach (var result in results.Where(result => !result.IsStored)) _refused.Enqueue(result);
                Interlocked.Add(ref _sent, results.Count(result => result.IsStored));
                Interlocked.Add(ref _done, results.Count);
            });
    }

    /// <returns>How many shoppers had something that the server did not know.</returns>
    async Task<long> RestoreShoppersAsync(BackupShoppers all, CancellationToken interrupt)
    {
        _done = 0;
        var restored = 0L;
        return await progress.ShowAsync("shoppers", all.Count, () => Volatile.Read(ref _done), async () =>
        {
            for (var file = 0; file < all.Files.Count; file++)
            {
                await Parallel.ForEachAsync(
                    backup.ReadShoppers(file).Chunk(MaxBatchShoppers),
                    new ParallelOptions { MaxDegreeOfParallelism = settings.InFlight, CancellationToken = interrupt },
                    async (batch, stop) =>
                    {
                        var shoppers = Array.ConvertAll(batch, shopper => new ShopperBackup(
                            shopper.Id, [.. shopper.Marks.Select(mark => new ShopperBackupMark(mark.Type, mark.Item, mark.At))]));
                        Interlocked.Add(ref restored, await client.RestoreShoppersAsync(settings.Catalog, shoppers, stop));
                        Interlocked.Add(ref _done, batch.Length);
                    });
            }

            return restored;
        });
    }

    static IEnumerable<IReadOnlyList<ItemBackup>> Batches(IEnumerable<BackupItem> items)
    {
        var batch = new List<ItemBackup>();
        var bytes = 0;
        foreach (var item in items)
        {
            var next = new ItemBackup(item.Id, item.Vector, item.Attributes, item.Revision, item.Picture?.Bytes, item.Picture?.ContentType);
            if (batch.Count > 0 && (batch.Count == MaxBatchItems || bytes + next.MaxEncodedBytes > MaxBatchBytes))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(next);
            bytes += next.MaxEncodedBytes;
        }

        if (batch.Count > 0) yield return batch;
    }

    /// <summary>Counts once more what the catalogue holds now.</summary>
    async Task RequireAllAsync(CancellationToken interrupt)
    {
        var catalog = await client.FindCatalogAsync(settings.Catalog, interrupt);
        if (catalog is { Ready: true } && catalog.Items < Manifest.Items - _refused.Count)
            throw new InputException(
                $"Catalogue {settings.Catalog} holds {catalog.Items:N0} items, and {Manifest.Items:N0} were imported: somebody deletes there, or the backup names items twice.");
    }
}
