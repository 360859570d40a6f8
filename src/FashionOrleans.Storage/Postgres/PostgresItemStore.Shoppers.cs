using Npgsql;

namespace FashionOrleans.Storage.Postgres;

public sealed partial class PostgresItemStore : IShopperStore
{
    /// <inheritdoc/>
    public async Task<StoredShopper?> FindShopperAsync(string id, CancellationToken cancellationToken)
    {
        await using var select = Command("SELECT tag, profile FROM shoppers WHERE id = $1", Value(id));
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new StoredShopper(reader.GetGuid(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    /// <inheritdoc/>
    public async Task<bool> SaveShopperAsync(string id, Guid? expected, StoredShopper shopper, CancellationToken cancellationToken)
    {
        try
        {
            await using var save = expected is { } tag
                ? Command(
                    "UPDATE shoppers SET tag = $2, profile = $3 WHERE id = $1 AND tag = $4",
                    Value(id), Value(shopper.Tag), Value(shopper.Profile), Value(tag))
                : Command(
                    "INSERT INTO shoppers (id, tag, profile) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING",
                    Value(id), Value(shopper.Tag), Value(shopper.Profile));
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
}
