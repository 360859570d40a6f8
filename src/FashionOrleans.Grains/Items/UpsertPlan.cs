using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;

namespace FashionOrleans.Grains.Items;

/// <summary>One batch on its way in: refuses what cannot be stored, embeds the pictures, hands each shard its part.</summary>
sealed class UpsertPlan(CatalogRoute route, Catalog catalog, Guid write, ImmutableArray<ItemUpload> items)
{
    // Pictures a call to the embedding grain; two calls are in flight, so that the next pictures are decoded while the model runs.
    const int EmbedBatch = 64;
    const int EmbedCalls = 2;

    readonly ItemOutcome?[] _outcomes = new ItemOutcome?[items.Length];
    readonly EmbeddedItem?[] _embedded = new EmbeddedItem?[items.Length];

    public async Task<ImmutableArray<ItemOutcome>> RunAsync(CancellationToken cancellationToken)
    {
        var toEmbed = new List<int>();
        var toKeep = new List<int>();
        for (var i = 0; i < items.Length; i++)
        {
            Sort(i, toEmbed, toKeep);
        }

        await PreparePicturesAsync(toEmbed, embed: true, cancellationToken);
        await PreparePicturesAsync(toKeep, embed: false, cancellationToken);
        await StoreAsync(cancellationToken);
        return [.. _outcomes.Select(outcome => outcome!)];
    }

    void Sort(int i, List<int> toEmbed, List<int> toKeep)
    {
        var item = items[i];
        if (!ItemId.IsValid(item.Id))
        {
            Refuse(i, ErrorCodes.InvalidId, ItemId.Rule);
        }
        else if (item.Embedding.IsEmpty && item.Picture.IsEmpty)
        {
            Refuse(i, ErrorCodes.MissingPicture, "The item has neither a picture nor an embedding. Send one of them.");
        }
        else if (item.Embedding.IsEmpty)
        {
            toEmbed.Add(i);
        }
        else if (!item.Picture.IsEmpty && item.KeepPictureAs is { } type)
        {
            _embedded[i] = new EmbeddedItem(item.Id, item.Embedding, item.Attributes, new Picture(type, item.Picture), item.Revision);
        }
        else if (!item.Picture.IsEmpty)
        {
            toKeep.Add(i);
        }
        else
        {
            _embedded[i] = new EmbeddedItem(item.Id, item.Embedding, item.Attributes, null, item.Revision);
        }
    }

    Task PreparePicturesAsync(List<int> indices, bool embed, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        indices.Chunk(EmbedBatch),
        new ParallelOptions { MaxDegreeOfParallelism = EmbedCalls, CancellationToken = cancellationToken, TaskScheduler = TaskScheduler.Current },
        async (chunk, stop) =>
        {
            var pictures = chunk.Select(i => items[i].Picture);
            var batch = embed
                ? await route.EmbedAsync(catalog, [.. pictures], EmbeddingPurpose.Ingest, stop)
                : await route.PrepareAsync(catalog, [.. pictures], stop);
            foreach (var (i, picture) in chunk.Zip(batch.Pictures))
            {
                if (picture.Code is { } code)
                {
                    Refuse(i, code, picture.Detail!);
                }
                else
                {
                    var vector = embed ? picture.Vector : items[i].Embedding;
                    _embedded[i] = new EmbeddedItem(items[i].Id, vector, items[i].Attributes, picture.Kept, items[i].Revision);
                }
            }
        });

    async Task StoreAsync(CancellationToken cancellationToken)
    {
        var owned = Enumerable.Range(0, items.Length).Where(i => _embedded[i] is not null).GroupBy(i => catalog.ShardOf(items[i].Id));
        await Task.WhenAll(owned.Select(async part =>
        {
            var indices = part.ToArray();
            var outcomes = await route.Shard(part.Key).UpsertAsync(write, [.. indices.Select(i => _embedded[i]!)], cancellationToken);
            foreach (var (i, outcome) in indices.Zip(outcomes))
            {
                _outcomes[i] = outcome;
            }
        }));
    }

    void Refuse(int i, string code, string detail) => _outcomes[i] = new ItemOutcome(items[i].Id, code, detail);
}
