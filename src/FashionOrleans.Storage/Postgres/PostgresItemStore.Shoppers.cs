using Npgsql;

namespace FashionOrleans.Storage.Postgres;

public sealed partial class PostgresItemStore : IShopperStore
{
    /// <inheritdoc/>
    public async Task<StoredShopper?> FindShopperAsync(string id, CancellationToken cancellationToken)
    {
        await using var select = Command("SELECT tag, profile, last_event FROM shoppers WHERE id = $1", Value(id));
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new StoredShopper(reader.GetGuid(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<DateOnly>(2)) : null;
    }

    /// <inheritdoc/>
    public async Task<bool> SaveShopperAsync(string id, Guid? expected, StoredShopper shopper, CancellationToken cancellationToken)
    {
        try
        {
            await using var save = expected is { } tag
                ? Command(
                    "UPDATE shoppers SET tag = $2, profile = $3, last_event = $4 WHERE id = $1 AND tag = $5",
                    Value(id), Value(shopper.Tag), Value(shopper.Profile), Value(shopper.LastEvent), Value(tag))
                : Command(
                    "INSERT INTO shoppers (id, tag, profile, last_event) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING",
                    Value(id), Value(shopper.Tag), Value(shopper.Profile), Value(shopper.LastEvent));
            return await save.ExecuteNonQueryAsync(cancellationToken) > 0;
        }
        catch (NpgsqlException exception) when (exception is not PostgresException)
        {
            // The answer was lost with its connection: the tag tells whether it was written.
            return (await FindShopperAsync(id, cancellationToken))?.Tag == shopper.Tag;
        }
    }

    /// <inheritdoc/>
    public async Task<bool> ForgetShopperAsync(string id, CancellationToken cancellationToken)
    {
        await using var delete = Command("DELETE FROM shoppers WHERE id = $1", Value(id));
        return await delete.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <inheritdoc/>
    public async Task<int> ForgetShoppersAsync(DateOnly before, int most, CancellationToken cancellationToken)
    {
        // A row is locked as it is then, and looked at once more: one that was written since the statement began is left out, one that is being
        // written is passed over. Who writes a row that is removed here changes nothing, and has to begin anew.
        await using var delete = Command(
            """
            WITH old AS MATERIALIZED (SELECT id FROM shoppers WHERE last_event < $1 ORDER BY last_event LIMIT $2 FOR UPDATE SKIP LOCKED)
            DELETE FROM shoppers USING old WHERE shoppers.id = old.id
            """,
            Value(before), Value(most));
        return await delete.ExecuteNonQueryAsync(cancellationToken);
    }
}
