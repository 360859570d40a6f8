using System.Globalization;
using FashionOrleans.Contracts;

namespace FashionOrleans.Storage.Sqlite;

public sealed partial class SqliteItemStore : IShopperStore
{
    const string DayFormat = "yyyy-MM-dd";

    /// <inheritdoc/>
    public Task<StoredShopper?> FindShopperAsync(string id, CancellationToken cancellationToken) => ReadAsync(
        connection =>
        {
            using var select = Command(connection, null, "SELECT tag, profile, last_event FROM shoppers WHERE id = $id", "$id");
            Bind(select, 0, id);
            using var reader = select.ExecuteReader();
            return reader.Read() ? new StoredShopper(ToTag(id, reader.GetFieldValue<byte[]>(0)), reader.GetFieldValue<byte[]>(1), ToDay(id, reader.GetString(2))) : null;
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
                    ? "INSERT INTO shoppers (id, tag, profile, last_event) VALUES ($id, $tag, $profile, $day) ON CONFLICT (id) DO NOTHING"
                    : "UPDATE shoppers SET tag = $tag, profile = $profile, last_event = $day WHERE id = $id AND tag = $expected",
                "$id", "$tag", "$profile", "$expected", "$day");
            Bind(save, 0, id);
            Bind(save, 1, shopper.Tag.ToByteArray());
            Bind(save, 2, shopper.Profile.ToArray());
            Bind(save, 3, expected?.ToByteArray());
            Bind(save, 4, ToText(shopper.LastEvent));
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

    /// <inheritdoc/>
    public Task<int> ForgetShoppersAsync(DateOnly before, int most, CancellationToken cancellationToken) => WriteAsync(
        (connection, transaction) =>
        {
            using var delete = Command(
                connection,
                transaction,
                "DELETE FROM shoppers WHERE id IN (SELECT id FROM shoppers WHERE last_event < $before ORDER BY last_event LIMIT $most)",
                "$before", "$most");
            Bind(delete, 0, ToText(before));
            Bind(delete, 1, most);
            return delete.ExecuteNonQuery();
        },
        cancellationToken);

    static string ToText(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    static DateOnly ToDay(string id, string text) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new FashionOrleansException(
            ErrorCodes.ShopperDamaged, $"What the store keeps of the shopper '{id}' is damaged: its last event is of no day. Forget the shopper with DELETE /api/v1/shoppers/ID, who then starts anew.");

    static Guid ToTag(string id, byte[] bytes) =>
        bytes.Length == 16 ? new Guid(bytes) : throw new FashionOrleansException(
            ErrorCodes.ShopperDamaged, $"What the store keeps of the shopper '{id}' is damaged: its tag has {bytes.Length} bytes, not 16. Forget the shopper with DELETE /api/v1/shoppers/ID, who then starts anew.");
}
