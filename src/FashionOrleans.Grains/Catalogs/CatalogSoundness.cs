using System.Text.Json;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Catalogs;

/// <summary>Whether what the store keeps of a catalogue can be worked with. One that cannot is refused by name, and the others go on.</summary>
public static class CatalogSoundness
{
    const int MaxDimension = 65_536;

    /// <summary>What is wrong with a catalogue's row, a sentence; null when all is well.</summary>
    public static string? FindDamage(Catalog catalog)
    {
        var settings = catalog.Settings;
        return !CatalogName.IsValid(catalog.Name) ? "Its name breaks the rules of names."
            : string.IsNullOrWhiteSpace(settings.Model) ? "It names no model."
            : catalog.Dimension is < 1 or > MaxDimension ? $"Its dimension is {catalog.Dimension}."
            : settings.Shards is < 1 or > CatalogSettings.MaxShards ? $"It has {settings.Shards} shards."
            : settings.Replicas is < 1 or > CatalogSettings.MaxReplicas ? $"It has {settings.Replicas} replicas."
            : settings.Index is not (CatalogSettings.ExactIndex or CatalogSettings.GraphIndex) ? $"Its index is '{settings.Index}'."
            : settings.VectorFormat is not (CatalogSettings.SinglePrecision or CatalogSettings.HalfPrecision) ? $"Its vector format is '{settings.VectorFormat}'."
            : settings.VectorStorage is not (CatalogSettings.InMemory or CatalogSettings.Mapped) ? $"Its vector storage is '{settings.VectorStorage}'."
            : FindDamage(catalog.Schema);
    }

    /// <summary>Passes a sound catalogue and refuses any other.</summary>
    /// <exception cref="FashionOrleansException">It is damaged (<see cref="ErrorCodes.CatalogDamaged"/>).</exception>
    public static Catalog Require(Catalog catalog) => FindDamage(catalog) is { } damage
        ? throw new FashionOrleansException(
            ErrorCodes.CatalogDamaged,
            $"What the store keeps of the catalogue '{catalog.Name}' is damaged: {damage} Mend its row in the table catalogs, or drop it and import a backup (docs/backup.md). Other catalogues are not affected.")
        : catalog;

    static string? FindDamage(string? schema)
    {
        try
        {
            return FieldRules.Read(schema).Types.FirstOrDefault(field => !CatalogSchema.Types.Contains(field.Value)) is { Key: { } field, Value: var type }
                ? $"Its schema declares '{field}' as '{type}'."
                : null;
        }
        catch (JsonException)
        {
            return "Its schema is no JSON object of texts.";
        }
    }
}
