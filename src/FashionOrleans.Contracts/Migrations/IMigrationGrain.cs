namespace FashionOrleans.Contracts;

/// <summary>
/// Changes the model of a catalogue while it answers. A second embedding space is filled from the kept pictures, shard by shard, and follows every
/// write to the first; then the two change places at once; then the first follows, so that the change can be taken back. The key is the catalogue's
/// name.
/// </summary>
/// <remarks>Every method throws <see cref="FashionOrleansException"/> when there is no such catalogue, or no migration where one is needed.</remarks>
public interface IMigrationGrain : IGrainWithStringKey
{
    /// <summary>Begins to embed the catalogue with another model.</summary>
    /// <returns>The report of the migration that has begun.</returns>
    /// <exception cref="FashionOrleansException">
    /// No silo has the model or it cannot be loaded, the catalogue has it already, the request is invalid, or a migration is under way
    /// (<see cref="ErrorCodes.MigrationUnderWay"/>).
    /// </exception>
    Task<MigrationReport> BeginAsync(MigrationRequest request, CancellationToken cancellationToken);

    /// <summary>How far the catalogue's last migration is.</summary>
    /// <exception cref="FashionOrleansException">There never was one (<see cref="ErrorCodes.NoMigration"/>).</exception>
    Task<MigrationReport> GetReportAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Lets the space that stands by answer, and the one that answered stand by. Queries go on; writes wait for a few seconds.
    /// </summary>
    /// <param name="side">The space that is to answer.</param>
    /// <param name="leaveOut">Whether items that the space to answer lacks, because they have no picture, may be missing from then on.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FashionOrleansException">The space that stands by lacks something (<see cref="ErrorCodes.MigrationNotReady"/>); nothing was changed.</exception>
    [ResponseTimeout(BatchTimeouts.Batch)]
    Task<MigrationReport> SwitchAsync(MigrationSide side, bool leaveOut, CancellationToken cancellationToken);

    /// <summary>Ends the migration and removes the space that does not answer.</summary>
    [ResponseTimeout(BatchTimeouts.Batch)]
    Task<MigrationReport> EndAsync(CancellationToken cancellationToken);

    /// <summary>Called by shards that stand by: keeps the migration going, whatever silo it was on.</summary>
    /// <returns>How many pictures a second each of them may have embedded; null when there is nothing to follow.</returns>
    Task<double?> PaceAsync(CancellationToken cancellationToken);
}
