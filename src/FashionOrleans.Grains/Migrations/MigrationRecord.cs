using System.Text.Json;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Migrations;

/// <summary>What the store keeps of a catalogue's last migration. Where it is follows from which space answers.</summary>
/// <param name="From">The model before.</param>
/// <param name="To">The model after.</param>
/// <param name="FromGeneration">The space that answered when it began.</param>
/// <param name="PicturesPerSecond">The most pictures to embed in a second, over all shards.</param>
/// <param name="Label">The attribute that measures the quality, as asked for.</param>
/// <param name="Automatic">Whether the new space is to answer as soon as it can.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="SwitchedAt">When the new space answered first.</param>
/// <param name="EndedAt">When one of the spaces was removed.</param>
/// <param name="Quality">What was measured; null too where the catalogue has no attribute to measure by.</param>
/// <param name="IsMeasured">Whether measuring is over.</param>
sealed record MigrationRecord(
    string From,
    string To,
    long FromGeneration,
    double PicturesPerSecond,
    string? Label,
    bool Automatic,
    DateTimeOffset StartedAt,
    DateTimeOffset? SwitchedAt = null,
    DateTimeOffset? EndedAt = null,
    MigrationQuality? Quality = null,
    bool IsMeasured = false)
{
    /// <exception cref="FashionOrleansException">It cannot be read (<see cref="ErrorCodes.CatalogDamaged"/>).</exception>
    public static MigrationRecord Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, MigrationJson.Default.MigrationRecord) is { From: not null, To: not null, PicturesPerSecond: > 0 and < double.PositiveInfinity } record
                ? record
                : throw new JsonException("A model is missing, or the pictures a second are no number above 0.");
        }
        catch (JsonException exception)
        {
            throw new FashionOrleansException(
                ErrorCodes.CatalogDamaged,
                $"What the store keeps of the catalogue's migration cannot be read ({exception.Message}) Mend its row in the table migrations. Queries and writes go on.");
        }
    }

    public string Write() => JsonSerializer.Serialize(this, MigrationJson.Default.MigrationRecord);
}
