using System.Buffers;
using FashionOrleans.Backup;
using FashionOrleans.Client;
using FashionOrleans.Web.Endpoints;
using FashionOrleans.Web.Requests;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>
/// An import of an export whose bytes were changed: its files are read and compared with the manifest, its items and shoppers written as the loader sends them, and read as
/// the server does. The first byte says whether the manifest's checksums are made right again first, else nothing behind them would be seen, or whether the rest is a tar.
/// </summary>
sealed class ImportTarget : IFuzzTarget, IDisposable
{
    const byte AsTar = 2;
    const byte Arriving = 3;

    static readonly string[] Keys =
    [
        "format", "version", "createdAt", "catalog", "name", "model", "dimension", "shards", "replicas", "index", "vectorFormat", "vectorStorage", "schema", "shardVersions", "items", "pictures", "quarantined", "skipped",
        "vectors", "parts", "count", "bytes", "sha256", "shoppers", "files", "id", "attributes", "revision", "picture", "entry", "contentType", "marks", "type", "item", "at",
    ];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-fuzz-");

    public string Name => "import";

    public IReadOnlyList<byte[]> Seeds { get; } = [.. ImportSeeds.All()];

    public IReadOnlyList<string> Words { get; } =
        [.. Keys.Select(key => $"\"{key}\":"), "null", "[null]", "[", "]", "{", "}", ",", "\n", "2147483647", "1073741824", "-1", "0", "1e400", "\\ud800", "\"like\"", "PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006", .. ImportSeeds.Marks];

    // .NET's reader of tars allocates what an extended header claims, up to 2 GB, before it finds that the bytes are not there. That memory is never written to.
    public long MaxAllocated(ReadOnlySpan<byte> input) => 4_000_000 + (200L * input.Length) + (input.Length > 0 && input[0] % 4 is AsTar or Arriving ? int.MaxValue : 0);

    public void Run(byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }

        switch (input[0] % 4)
        {
            case AsTar: Import(BackupReader.Open(Write(input.AsSpan(1)))); break;
            case Arriving: Import(BackupReader.Open(Unpack(input))); break;
            case var kind: Import(BackupReader.Open(ChangedFiles.Read(input.AsSpan(1), isMended: kind == 0))); break;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    static void Import(BackupReader backup)
    {
        backup.Verify();
        for (var part = 0; part < backup.Manifest.Parts.Count; part++)
        {
            foreach (var items in backup.ReadPart(part).Chunk(FashionOrleansClient.MaxBatchItems))
            {
                Restore(items, backup.Manifest.Catalog.Dimension);
            }
        }

        for (var file = 0; file < (backup.Manifest.Shoppers?.Files.Count ?? 0); file++)
        {
            foreach (var shoppers in backup.ReadShoppers(file).Chunk(FashionOrleansClient.MaxRestoredShoppers))
            {
                ShopperRestoreEndpoints.ToShoppers("c", new ShoppersRestoreRequest
                {
                    Shoppers = [.. shoppers.Select(shopper => new ShopperRestoreRequest
                    {
                        Id = shopper.Id, Marks = [.. shopper.Marks.Select(mark => new ShopperMarkRequest { Type = mark.Type, Item = mark.Item, At = mark.At })],
                    })],
                });
            }
        }
    }

    static void Restore(BackupItem[] items, int dimension)
    {
        var body = new ArrayBufferWriter<byte>();
        RestoreEncoder.Write(
            [.. items.Select(item => new ItemBackup(item.Id, item.Vector, item.Attributes, item.Revision, item.Picture?.Bytes, item.Picture?.ContentType))], body);
        var read = new MessagePackBatch(body.WrittenMemory).Read(isRestore: true);
        if (read.Count != items.Length)
        {
            throw new InvalidOperationException($"{items.Length} items were sent, and {read.Count} read.");
        }

        BatchItems.Read(read);
        if (items.Any(item => item.Vector.Length != dimension * sizeof(float)))
        {
            throw new InvalidOperationException("A vector has another length than the catalogue's.");
        }
    }

    string Write(ReadOnlySpan<byte> tar)
    {
        var path = Path.Combine(_folder.FullName, "backup.tar");
        File.WriteAllBytes(path, tar);
        return path;
    }

    /// <summary>As an export writes it into a folder while it arrives.</summary>
    string Unpack(byte[] input)
    {
        var folder = Path.Combine(_folder.FullName, "backup");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        BackupFolder.Prepare(folder);
        BackupFolder.UnpackAsync(new MemoryStream(input, 1, input.Length - 1), folder, null, CancellationToken.None).GetAwaiter().GetResult();
        return folder;
    }
}
