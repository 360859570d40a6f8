using FashionOrleans.Ingest.Feeds;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Jobs;

/// <summary>A feed as a temporary file: rows are read from it twice, and Parquet from its end. The store keeps it; the file goes with its stream.</summary>
static class FeedFile
{
    const int Buffer = 1 << 16;

    /// <exception cref="FeedException">A part is missing in the store.</exception>
    public static async Task<FileStream> CopyAsync(IIngestJobStore store, Guid job, int parts, CancellationToken stop)
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

            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
