using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>
/// One job: reads a feed, fetches the pictures that it names, and stores items. It goes on after any crash at the first row that was not
/// acknowledged. The key is the job's id, of the caller's choice.
/// </summary>
public interface IIngestJobGrain : IGrainWithGuidKey
{
    /// <summary>The most bytes of a part of an uploaded feed.</summary>
    public const int PartBytes = 1 << 20;

    /// <summary>Keeps a part of a feed; the same part again replaces it.</summary>
    /// <param name="number">Its number, from 0.</param>
    /// <param name="bytes">At most <see cref="PartBytes"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task AppendFeedAsync(int number, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Creates the job; asking again is harmless, and returns the job as it is.</summary>
    /// <exception cref="FashionOrleansException">There is no such catalogue, the request is invalid, or too many jobs of the catalogue wait.</exception>
    Task<IngestJobReport> CreateAsync(IngestJobRequest request, CancellationToken cancellationToken);

    /// <summary>How far the job is; null where there is none of that id.</summary>
    Task<IngestJobReport?> FindReportAsync(CancellationToken cancellationToken);

    /// <summary>The refused rows after a row number, in order. Of each job the first 10,000 are kept.</summary>
    Task<ImmutableArray<RefusedRow>> ListRefusedAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>Ends the job; one that has ended stays as it is. Null where there is none of that id.</summary>
    Task<IngestJobReport?> CancelAsync(CancellationToken cancellationToken);

    /// <summary>Called by silos now and then: keeps the job going, whatever silo it was on.</summary>
    Task GoOnAsync();
}
