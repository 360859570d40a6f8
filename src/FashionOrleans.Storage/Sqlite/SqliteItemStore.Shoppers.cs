using FashionOrleans.Contracts;

namespace FashionOrleans.Storage.Sqlite;

public sealed partial class SqliteItemStore : IShopperStore
{
    /// <inheritdoc/>
    public Task<StoredShopper?> FindShopperAsync(string id, CancellationToken cancellationToken) => ReadAsync(
        connection =>
        {
            using var select = Command(connection, null, "SELECT tag, profile FROM shoppers WHERE id = $id", "$id");
            Bind(select, 0, id);
            using var reader = select.ExecuteReader();
            return reader.Read() ? new StoredShopper(ToTag(id, reader.GetFieldValue<byte[]>(0)), reader.GetFieldValue<byte[]>(1)) : null;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SaveShopperAsync(string id, Guid? expected, StoredShopper shopper, CancellationToken cancellationToken) => WriteAsync(
        (connection, transaction) =>
        {
            using var save = Command(
                connection,
                transaction,
                expected is null
                    ? "INSERT INTO shoppers (id, tag, profile) VALUES ($id, $tag, $profile) ON CONFLICT (id) DO NOTHING"
                    : "UPDATE shoppers SET tag = $tag, profile = $profile WHERE id = $id AND tag = $expected",
                "$id", "$tag", "$profile", "$expected");
            Bind(save, 0, id);
            Bind(save, 1, shopper.Tag.ToByteArray());
            Bind(save, 2, shopper.Profile.ToArray());
            Bind(save, 3, expected?.ToByteArray());
            return save.ExecuteNonQuery() > 0;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ForgetShopperAsync(string id, CancellationToken cancellationToken) => WriteAsync(
        (connection, transaction) =>
        {
            using var delete = Command(connection, transaction, "DELETE FROM shoppers WHERE id = $id", "$id");
            Bind(delete, 0, id);
            return delete.ExecuteNonQuery() > 0;
        },
        cancellationToken);

    static Guid ToTag(string id, byte[] bytes) =>
        bytes.Length == 16 ? new Guid(bytes) : throw new FashionOrleansException(
            ErrorCodes.ShopperDamaged, $"What the store keeps of the shopper '{id}' is damaged: its tag has {bytes.Length} bytes, not 16. Forget the shopper with DELETE /api/v1/shoppers/ID, who then starts anew.");
}
