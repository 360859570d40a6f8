using System.Text.Json;
using FashionOrleans.Backup;
using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Security;

namespace FashionOrleans.Web.Endpoints;

/// <summary>A catalogue as a stream of files, see <c>docs/backup.md</c>.</summary>
static class ExportEndpoints
{
    public const string TarType = "application/x-tar";

    public static void MapExports(this IEndpointRouteBuilder api) =>
        api.MapGroup("/catalogs").WithTags("Backup").MapGet("/{catalog}:export", ExportAsync).ForAdminsOnRecord()
            .WithSummary("The whole catalogue as of one moment: a tar of items (JSON lines), vectors (float32), pictures (zip), with ?shoppers=true what shoppers said of the items, and, last, manifest.json")
            .Produces(200, contentType: TarType).ProducesProblem(404);

    static async Task ExportAsync(
        string catalog, HttpResponse response, IGrainFactory grains, ClusterCalls calls, CancellationToken stop, bool shoppers = false)
    {
        CatalogName.Require(catalog);
        var export = grains.GetGrain<IExportGrain>($"{Guid.NewGuid():n}");
        try
        {
            var head = await calls.CallAsync(token => export.OpenAsync(catalog, token), stop);
            var model = await DescribeAsync(head.Catalog.Settings.Model, grains, stop);

            // From here on a failure can only cut the stream; whoever reads it sees that the manifest is missing.
            response.ContentType = TarType;
            response.Headers.ContentDisposition = $"attachment; filename=\"{catalog}.tar\"";
            await using var tar = new TarSink(response.Body, head.TakenAt);
            var writer = new BackupWriter(tar, Describe(head.Catalog, model), head.TakenAt, head.ShardVersions, head.Quarantined);
            for (var number = 0; ; number++)
            {
                var page = await calls.CallAsync(token => export.ReadAsync(number, token), stop);
                foreach (var item in page.Items)
                {
                    await writer.AddAsync(ToBackup(item), stop);
                }

                foreach (var damaged in page.Damaged)
                {
                    writer.Skip(new SkippedItem(damaged.Id, damaged.Shard, damaged.Reason));
                }

                if (page.IsLast)
                {
                    break;
                }
            }

            if (shoppers)
            {
                await AddShoppersAsync(writer, export, calls, stop);
            }

            await writer.FinishAsync(stop);
        }
        catch when (response.HasStarted)
        {
            response.HttpContext.Abort();
            throw;
        }
        finally
        {
            export.CloseAsync().Ignore();
        }
    }

    static async Task AddShoppersAsync(BackupWriter writer, IExportGrain export, ClusterCalls calls, CancellationToken stop)
    {
        await writer.BeginShoppersAsync(stop);
        for (var number = 0; ; number++)
        {
            var page = await calls.CallAsync(token => export.ReadShoppersAsync(number, token), stop);
            foreach (var shopper in page.Shoppers)
            {
                await writer.AddAsync(new BackupShopper(shopper.Id, [.. shopper.Marks.Select(mark => new BackupMark(NameOf(mark.Kind), mark.Item, mark.At))]), stop);
            }

            foreach (var damaged in page.Damaged)
            {
                writer.SkipShopper(damaged);
            }

            if (page.IsLast)
            {
                return;
            }
        }
    }

    static string NameOf(ShopperEventKind kind) => kind switch
    {
        ShopperEventKind.Like => "like",
        ShopperEventKind.Dislike => "dislike",
        _ => "view",
    };

    /// <summary>The model as a silo has it; null where none can say: the export does without.</summary>
    static async Task<ModelDescription?> DescribeAsync(string model, IGrainFactory grains, CancellationToken stop)
    {
        try
        {
            return await grains.GetGrain<IEmbeddingGrain>(model).DescribeAsync(stop);
        }
        catch (Exception exception) when (exception is FashionOrleansException or OrleansException or TimeoutException)
        {
            return null;
        }
    }

    static BackupCatalog Describe(Catalog catalog, ModelDescription? model) => new(
        catalog.Name,
        catalog.Settings.Model,
        catalog.Dimension,
        catalog.Settings.Shards,
        catalog.Settings.Replicas,
        catalog.Settings.Index,
        catalog.Settings.VectorFormat,
        catalog.Settings.VectorStorage,
        catalog.Schema is { } schema ? JsonSerializer.Deserialize<Dictionary<string, string>>(schema)! : [],
        model?.Version,
        model?.Sha256);

    static BackupItem ToBackup(ExportedItem exported)
    {
        var item = exported.Item;
        return new BackupItem(
            item.Id,
            item.Vector,
            item.Attributes,
            item.Revision,
            exported.Version,
            item.Picture is { } picture ? new BackupPicture(picture.ContentType, picture.Bytes) : null);
    }
}
