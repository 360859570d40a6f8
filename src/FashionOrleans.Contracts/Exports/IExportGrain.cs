namespace FashionOrleans.Contracts;

/// <summary>
/// One export of a catalogue: holds the store as of one moment and gives it away page by page. The key is a number of the caller's own (a random UUID).
/// Whoever does not ask for a page in ten minutes loses it, and so does everybody whose silo stops: an export then begins anew.
/// </summary>
public interface IExportGrain : IGrainWithStringKey
{
    /// <summary>Takes the snapshot; asking again is harmless.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FashionOrleansException">
    /// There is no such catalogue, it is damaged, or the silo has too many exports open (<see cref="ErrorCodes.Overloaded"/>).
    /// </exception>
    Task<ExportHead> OpenAsync(string catalog, CancellationToken cancellationToken);

    /// <summary>A page of items, by shard and id. The page asked for last may be asked for again.</summary>
    /// <param name="page">0 for the first; no other than the last one or the next.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FashionOrleansException">The snapshot is gone (<see cref="ErrorCodes.ExportLost"/>).</exception>
    Task<ExportPage> ReadAsync(int page, CancellationToken cancellationToken);

    /// <summary>A page of shoppers, once the last page of items was read. The page asked for last may be asked for again.</summary>
    /// <param name="page">0 for the first; no other than the last one or the next.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FashionOrleansException">The snapshot is gone (<see cref="ErrorCodes.ExportLost"/>).</exception>
    Task<ExportedShoppersPage> ReadShoppersAsync(int page, CancellationToken cancellationToken);

    /// <summary>Lets the snapshot go.</summary>
    Task CloseAsync();
}
