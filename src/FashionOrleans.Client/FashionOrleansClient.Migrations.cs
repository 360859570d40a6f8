namespace FashionOrleans.Client;

public sealed partial class FashionOrleansClient
{
    /// <summary>Begins to embed the kept pictures of a catalogue with another model, and then lets that one answer.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="model">Name of the model pack.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the call, not the migration.</param>
    /// <exception cref="ProblemException">
    /// <c>migration_under_way</c>: the last one has not ended; also when the first answer was lost on the way. <c>unknown_model</c>, <c>invalid_migration</c>.
    /// </exception>
    public Task<Migration> StartMigrationAsync(string catalog, string model, MigrationOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        var body = new MigrationBody(model, options.PicturesPerSecond, options.Label, options.IsManual ? "manual" : "whenReady", options.Again ? true : null);
        return SendAsync(() => Send(HttpMethod.Post, CatalogPath(catalog, ":migrate"), body, ClientJson.Default.MigrationBody), ClientJson.Default.Migration, cancellationToken);
    }

    /// <summary>The last migration of a catalogue, or null when there was none.</summary>
    public async Task<Migration?> FindMigrationAsync(string catalog, CancellationToken cancellationToken = default)
    {
        try
        {
            return await SendAsync(() => Get(CatalogPath(catalog, "/migration")), ClientJson.Default.Migration, cancellationToken);
        }
        catch (ProblemException problem) when (problem.Code == ProblemCodes.NoMigration)
        {
            return null;
        }
    }

    /// <summary>Lets the new model answer; nothing changes where it does. Writes wait for some seconds.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="leaveOut">True to do without the items that could not be embedded, because no picture of theirs is kept.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ProblemException"><c>migration_not_ready</c>, <c>no_migration</c>.</exception>
    public Task<Migration> CutOverAsync(string catalog, bool leaveOut = false, CancellationToken cancellationToken = default) =>
        SwitchAsync(catalog, "cutOver", leaveOut, cancellationToken);

    /// <summary>Lets the old model answer again; nothing changes where it does. Writes wait for some seconds.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="leaveOut">True to do without the items that could not be embedded, because no picture of theirs is kept.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ProblemException"><c>migration_not_ready</c>, <c>no_migration</c>.</exception>
    public Task<Migration> RollBackAsync(string catalog, bool leaveOut = false, CancellationToken cancellationToken = default) =>
        SwitchAsync(catalog, "rollBack", leaveOut, cancellationToken);

    /// <summary>Ends a migration: the vectors that do not answer are removed.</summary>
    /// <exception cref="ProblemException"><c>no_migration</c>.</exception>
    public Task<Migration> EndMigrationAsync(string catalog, CancellationToken cancellationToken = default) =>
        SendAsync(() => Delete(CatalogPath(catalog, "/migration")), ClientJson.Default.Migration, cancellationToken);

    Task<Migration> SwitchAsync(string catalog, string way, bool leaveOut, CancellationToken cancellationToken) => SendAsync(
        () => Send(HttpMethod.Post, CatalogPath(catalog, $"/migration:{way}"), new SwitchBody(leaveOut), ClientJson.Default.SwitchBody),
        ClientJson.Default.Migration,
        cancellationToken);
}
