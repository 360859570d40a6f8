using System.Net;

namespace FashionOrleans.Client;

public sealed partial class FashionOrleansClient
{
    /// <summary>Creates a catalogue, or finds it there with the same settings.</summary>
    /// <param name="name">1..63 of a-z 0-9 -, starting with a letter or digit.</param>
    /// <param name="settings">Null for the server's defaults.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>True when it was created.</returns>
    /// <exception cref="ProblemException"><c>catalog_exists</c>: it is there with other settings.</exception>
    public Task<bool> EnsureCatalogAsync(string name, CatalogSettings? settings = null, CancellationToken cancellationToken = default) =>
        _sender.SendAsync(
            () => Send(HttpMethod.Put, CatalogPath(name), settings ?? new(), ClientJson.Default.CatalogSettings),
            (response, _) => Task.FromResult(response.StatusCode == HttpStatusCode.Created),
            cancellationToken);

    /// <summary>The catalogues there are.</summary>
    public async Task<IReadOnlyList<Catalog>> ListCatalogsAsync(CancellationToken cancellationToken = default) =>
        (await SendAsync(() => Get("api/v1/catalogs"), ClientJson.Default.CatalogList, cancellationToken)).Catalogs;

    /// <summary>A catalogue's settings, fields and shards; null when there is none of that name.</summary>
    public async Task<CatalogDetails?> FindCatalogAsync(string name, CancellationToken cancellationToken = default)
    {
        try
        {
            return await SendAsync(() => Get(CatalogPath(name)), ClientJson.Default.CatalogDetails, cancellationToken);
        }
        catch (ProblemException problem) when (problem.Code == ProblemCodes.UnknownCatalog)
        {
            return null;
        }
    }

    /// <summary>Deletes a catalogue with all its items.</summary>
    /// <returns>
    /// True when it was deleted, false when there was none; also false when the first answer was lost on the way.
    /// </returns>
    public async Task<bool> DropCatalogAsync(string name, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _sender.SendAsync(() => Delete(CatalogPath(name)), (_, _) => Task.FromResult(true), cancellationToken);
        }
        catch (ProblemException problem) when (problem.Code == ProblemCodes.UnknownCatalog)
        {
            return false;
        }
    }
}
