using System.Net;
using FashionOrleans.Backup;
using FashionOrleans.Client;
using FashionOrleans.Loader.Reporting;

namespace FashionOrleans.Loader.Backups;

/// <summary>Writes a catalogue into a folder. An export that breaks off begins anew there, of another moment.</summary>
sealed class ExportJob(FashionOrleansClient client, CatalogDetails catalog, string folder, bool shoppers, int attempts, IProgressDisplay progress, TextWriter complaints, TimeProvider clock)
{
    static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    long _items;

    /// <exception cref="BackupException">There is something else in the folder, or what was written is not what came.</exception>
    public async Task<BackupReader> RunAsync(CancellationToken interrupt)
    {
        for (var attempt = 1; ; attempt++)
        {
            BackupFolder.Prepare(folder);
            Volatile.Write(ref _items, 0);
            try
            {
                await progress.ShowAsync("exported", catalog.Items, () => Volatile.Read(ref _items), async () =>
                {
                    await client.ExportCatalogAsync(catalog.Name, UnpackAsync, shoppers, interrupt);
                    return true;
                });
                break;
            }
            catch (Exception broken) when (attempt < attempts && IsWorthRepeating(broken))
            {
                var delay = DelayAfter(attempt, broken);
                complaints.WriteLine(
                    $"The export is lost: {broken.Message} It begins anew in {delay.TotalSeconds:F0} s, of another moment; this was attempt {attempt} of {attempts}.");
                await Task.Delay(delay, clock, interrupt);
            }
        }

        // What is on the disk now is what counts.
        var backup = BackupReader.Open(folder);
        backup.Verify(cancellationToken: interrupt);
        return backup;
    }

    Task UnpackAsync(Stream tar, CancellationToken stop) => BackupFolder.UnpackAsync(
        tar, folder, vectorBytes => Volatile.Write(ref _items, vectorBytes / (sizeof(float) * catalog.Dimension)), stop);

    static bool IsWorthRepeating(Exception failure) => failure switch
    {
        InterruptedExportException or ServerUnreachableException => true,
        ProblemException problem => problem.Code == ProblemCodes.ExportLost
            || problem.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout,
        _ => false,
    };

    static TimeSpan DelayAfter(int attempt, Exception failure)
    {
        var delay = (failure as ProblemException)?.RetryAfter ?? FirstDelay * Math.Pow(2, attempt - 1);
        return delay < LongestDelay ? delay : LongestDelay;
    }
}
