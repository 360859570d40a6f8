using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FashionOrleans.Backup;

/// <summary>Writes a backup item by item, a bounded part of it in memory. It is whole once <see cref="FinishAsync"/> has written the manifest.</summary>
/// <param name="sink">Where the files go.</param>
/// <param name="catalog">What the backup is of.</param>
/// <param name="createdAt">When the snapshot was taken.</param>
/// <param name="shardVersions">The last commit of each shard in the snapshot.</param>
/// <param name="quarantined">Damaged items that are in quarantine.</param>
public sealed class BackupWriter(IBackupSink sink, BackupCatalog catalog, DateTimeOffset createdAt, IReadOnlyList<long> shardVersions, int quarantined)
{
    // A part is read as a whole by those who read it.
    const int ItemsOfAPart = 4096;
    const int BytesOfAPart = 16 << 20;

    // The least that a zip can say, so that equal pictures make equal files.
    static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly JsonWriterOptions Lines = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly List<BackupPart> _parts = [];
    readonly List<SkippedItem> _skipped = [];
    List<BackupItem> _items = [];
    long _bytes;
    long _count;
    long _pictures;
    ShopperFiles? _shoppers;

    /// <summary>Adds an item; now and then a part is written.</summary>
    public async Task AddAsync(BackupItem item, CancellationToken cancellationToken)
    {
        _items.Add(item);
        _bytes += item.Vector.Length + item.Attributes.Length + (item.Picture?.Bytes.Length ?? 0);
        if (_items.Count >= ItemsOfAPart || _bytes >= BytesOfAPart)
        {
            await WritePartAsync(cancellationToken);
        }
    }

    /// <summary>Takes note of an item that cannot be in the backup.</summary>
    public void Skip(SkippedItem item) => _skipped.Add(item);

    /// <summary>Says that there are no more items, and that shoppers follow, if there are any.</summary>
    public async Task BeginShoppersAsync(CancellationToken cancellationToken)
    {
        await EndItemsAsync(cancellationToken);
        _shoppers = new ShopperFiles(sink);
    }

    /// <summary>Adds a shopper, after <see cref="BeginShoppersAsync"/>.</summary>
    public Task AddAsync(BackupShopper shopper, CancellationToken cancellationToken) => _shoppers!.AddAsync(shopper, cancellationToken);

    /// <summary>Takes note of a shopper who cannot be in the backup.</summary>
    public void SkipShopper(string id) => _shoppers!.Skip(id);

    /// <summary>Writes what is left, and the manifest.</summary>
    public async Task<BackupManifest> FinishAsync(CancellationToken cancellationToken)
    {
        await EndItemsAsync(cancellationToken);
        var shoppers = _shoppers is { } files ? await files.FinishAsync(cancellationToken) : null;
        var manifest = new BackupManifest(
            BackupFormat.Name, BackupFormat.Version, createdAt, catalog, shardVersions, _count, _pictures, quarantined, _skipped, BackupFormat.VectorEncoding, _parts, shoppers);
        await sink.WriteAsync(
            BackupFormat.ManifestFile, JsonSerializer.SerializeToUtf8Bytes(manifest, BackupJson.Default.BackupManifest), cancellationToken);
        return manifest;
    }

    Task EndItemsAsync(CancellationToken cancellationToken) => _items.Count > 0 ? WritePartAsync(cancellationToken) : Task.CompletedTask;

    async Task WritePartAsync(CancellationToken cancellationToken)
    {
        var (items, number) = (_items, _parts.Count);
        (_items, _bytes) = ([], 0);
        using var lines = new MemoryStream();
        using var vectors = new MemoryStream(items.Count * catalog.Dimension * sizeof(float));
        using var pictures = new MemoryStream();
        var pictured = 0;
        using (var zip = new ZipArchive(pictures, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var item in items)
            {
                vectors.Write(item.Vector.Span);
                BackupFile? entry = null;
                if (item.Picture is { } picture)
                {
                    entry = BackupFile.Of(item.Id + ExtensionOf(picture.ContentType), picture.Bytes.Span);
                    Write(zip, entry.Name, picture.Bytes.Span);
                    pictured++;
                }

                WriteLine(lines, item, entry);
            }
        }

        _parts.Add(new BackupPart(
            items.Count,
            await WriteAsync(BackupFormat.ItemsFile(number), lines, cancellationToken),
            await WriteAsync(BackupFormat.VectorsFile(number), vectors, cancellationToken),
            pictured > 0 ? await WriteAsync(BackupFormat.PicturesFile(number), pictures, cancellationToken) : null));
        _count += items.Count;
        _pictures += pictured;
    }

    async Task<BackupFile> WriteAsync(string name, MemoryStream content, CancellationToken cancellationToken)
    {
        var bytes = content.GetBuffer().AsMemory(0, (int)content.Length);
        await sink.WriteAsync(name, bytes, cancellationToken);
        return BackupFile.Of(name, bytes.Span);
    }

    static void Write(ZipArchive zip, string name, ReadOnlySpan<byte> content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = EntryTime;
        using var stream = entry.Open();
        stream.Write(content);
    }

    static void WriteLine(MemoryStream lines, BackupItem item, BackupFile? picture)
    {
        using (var json = new Utf8JsonWriter(lines, Lines))
        {
            json.WriteStartObject();
            json.WriteString("id", item.Id);
            json.WritePropertyName("attributes");
            json.WriteRawValue(item.Attributes.IsEmpty ? "{}"u8 : item.Attributes.Span);
            if (item.Revision is { } revision)
            {
                json.WriteString("revision", revision);
            }

            json.WriteNumber("version", item.Version);
            if (picture is not null)
            {
                json.WriteStartObject("picture");
                json.WriteString("entry", picture.Name);
                json.WriteString("contentType", item.Picture!.ContentType);
                json.WriteNumber("bytes", picture.Bytes);
                json.WriteString("sha256", picture.Sha256);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        lines.WriteByte((byte)'\n');
    }

    static string ExtensionOf(string contentType) => contentType switch
    {
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "image/webp" => ".webp",
        "image/gif" => ".gif",
        "image/avif" => ".avif",
        _ => ".bin",
    };
}
