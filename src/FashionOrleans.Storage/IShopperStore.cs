namespace FashionOrleans.Storage;

/// <summary>The durable home of shoppers. What a method has reported as done survives the loss of the process and of power.</summary>
/// <remarks>
/// Writes are fenced by the tag of what they replace: every write leaves a tag that no other write ever had, and changes something only
/// while the tag that its writer has read is still there. So an activation that was replaced, or that has not heard that the shopper was
/// forgotten, can neither undo what was written since nor bring back what was removed.
/// </remarks>
public interface IShopperStore
{
    /// <summary>What is kept of a shopper, or null.</summary>
    Task<StoredShopper?> FindShopperAsync(string id, CancellationToken cancellationToken);

    /// <summary>Writes a shopper.</summary>
    /// <param name="id">The shopper.</param>
    /// <param name="expected">The tag of what the writer has read; null when there was nothing.</param>
    /// <param name="shopper">What to keep, under a tag of its own.</param>
    /// <param name="cancellationToken">Ends the wait for the write's turn; a write that has begun is finished.</param>
    /// <returns>Whether it was written; if not, somebody else has written since, and nothing was changed.</returns>
    Task<bool> SaveShopperAsync(string id, Guid? expected, StoredShopper shopper, CancellationToken cancellationToken);

    /// <summary>Removes a shopper, whoever has written last.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> ForgetShopperAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Removes shoppers whose last event is old, the oldest first. One who is written meanwhile stays, or is written anew by a writer who finds nothing
    /// any more: what was acknowledged is never removed.
    /// </summary>
    /// <param name="before">Who had an event on this day or later stays.</param>
    /// <param name="most">How many are removed at most, in one transaction.</param>
    /// <param name="cancellationToken">Ends the wait for the write's turn.</param>
    /// <returns>How many were removed.</returns>
    Task<int> ForgetShoppersAsync(DateOnly before, int most, CancellationToken cancellationToken);
}
