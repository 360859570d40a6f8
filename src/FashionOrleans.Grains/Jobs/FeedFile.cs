using FashionOrleans.Contracts;
using FashionOrleans.Ingest.Feeds;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Jobs;

/// <summary>
/// A feed as a temporary file: rows are read from it twice, and Parquet from its end. The store keeps it; the file goes with this. What comes in gzip stays
/// so, and is unpacked as it is read.
/// </summary>
sealed class FeedFile : IAsyncDisposable
{
    const int Buffer = 1 << 16;
    const int Beginning = 2;

    readonly Stream _file;
    Stream? _unpacked;
    bool _isPacked;

    FeedFile(Stream file) => _file = file;

    /// <exception cref="FeedException">A part is missing in the store.</exception>
    /// <exception cref="FashionOrleansException">It comes in gzip, and cannot or shall not be unpacked.</exception>
    public static async Task<FeedFile> CopyAsync(IIngestJobStore store, Guid job, int parts, FeedFormat format, long maxUnpackedBytes, CancellationToken stop)
    {
        var path = Path.Combine(Path.GetTempPath(), $"fashion-feed-{Guid.NewGuid():n}");
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, Buffer, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            for (var number = 0; number < parts; number++)
            {
                var part = await store.FindFeedPartAsync(job, number, stop)
                    ?? throw new FeedException("A part of the uploaded feed is not in the store. Upload it again.");
                await file.WriteAsync(part, stop);
            }

            return await OpenAsync(file, format, maxUnpackedBytes, stop);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Looks at a whole feed, which from then on goes with this.</summary>
    /// <exception cref="FeedException">It comes in gzip, and its format does not.</exception>
    /// <exception cref="FashionOrleansException">It comes in gzip, and cannot or shall not be unpacked.</exception>
    internal static async Task<FeedFile> OpenAsync(Stream feed, FeedFormat format, long maxUnpackedBytes, CancellationToken stop)
    {
        var file = new FeedFile(feed);
        await file.CheckAsync(format, maxUnpackedBytes, stop);
        return file;
    }

    /// <summary>The feed from its beginning. What was returned before is not to be read any more.</summary>
    public async Task<Stream> RewindAsync()
    {
        if (_unpacked is not null)
        {
            await _unpacked.DisposeAsync();
        }

        _file.Position = 0;
        return _isPacked ? _unpacked = FeedPacking.Unpack(_file) : _file;
    }

    public async ValueTask DisposeAsync()
    {
        if (_unpacked is not null)
        {
            await _unpacked.DisposeAsync();
        }

        await _file.DisposeAsync();
    }

    async Task CheckAsync(FeedFormat format, long maxUnpackedBytes, CancellationToken stop)
    {
        var beginning = new byte[Beginning];
        _file.Position = 0;
        await _file.ReadAtLeastAsync(beginning, Beginning, throwOnEndOfStream: false, stop);
        _isPacked = FeedPacking.IsPacked(beginning);
        if (!_isPacked)
        {
            return;
        }

        if (format == FeedFormat.Parquet)
        {
            throw new FeedException("The feed is in gzip. Parquet compresses its columns by itself and is read from its end: send it as it is.");
        }

        await FeedPacking.CheckAsync(_file, maxUnpackedBytes, stop);
    }
}
