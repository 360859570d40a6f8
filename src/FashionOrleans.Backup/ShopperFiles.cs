using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FashionOrleans.Backup;

/// <summary>Writes the files of shoppers, one of them in memory at a time.</summary>
/// <param name="sink">Where they go.</param>
sealed class ShopperFiles(IBackupSink sink)
{
    const int BytesOfAFile = 16 << 20;
    static readonly JsonWriterOptions Lines = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly ArrayBufferWriter<byte> _lines = new();
    readonly List<BackupFile> _files = [];
    readonly List<string> _skipped = [];
    long _count;

    /// <summary>Adds a shopper; now and then a file is written.</summary>
    public async Task AddAsync(BackupShopper shopper, CancellationToken cancellationToken)
    {
        using (var json = new Utf8JsonWriter(_lines, Lines))
        {
            JsonSerializer.Serialize(json, shopper, BackupJson.Default.BackupShopper);
        }

        _lines.Write("\n"u8);
        _count++;
        if (_lines.WrittenCount >= BytesOfAFile)
        {
            await WriteAsync(cancellationToken);
        }
    }

    /// <summary>Takes note of a shopper who cannot be read.</summary>
    public void Skip(string id) => _skipped.Add(id);

    /// <summary>Writes what is left.</summary>
    public async Task<BackupShoppers> FinishAsync(CancellationToken cancellationToken)
    {
        if (_lines.WrittenCount > 0)
        {
            await WriteAsync(cancellationToken);
        }

        return new BackupShoppers(_count, _skipped, _files);
    }

    async Task WriteAsync(CancellationToken cancellationToken)
    {
        var (name, bytes) = (BackupFormat.ShoppersFile(_files.Count), _lines.WrittenMemory);
        await sink.WriteAsync(name, bytes, cancellationToken);
        _files.Add(BackupFile.Of(name, bytes.Span));
        _lines.ResetWrittenCount();
    }
}
