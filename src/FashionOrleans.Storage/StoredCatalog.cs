using FashionOrleans.Contracts;

namespace FashionOrleans.Storage;

/// <summary>Checks a catalogue's row before anything is built by it.</summary>
static class StoredCatalog
{
    const int MaxDimension = 65_536;

    /// <exception cref="DamagedRowException">A number is out of range.</exception>
    public static Catalog Require(Catalog catalog, long shards, long replicas, long dimension)
    {
        Require(catalog.Name, "number of shards", shards, CatalogSettings.MaxShards);
        Require(catalog.Name, "number of replicas", replicas, CatalogSettings.MaxReplicas);
        Require(catalog.Name, "dimension", dimension, MaxDimension);
        return catalog with { Settings = catalog.Settings with { Shards = (int)shards, Replicas = (int)replicas }, Dimension = (int)dimension };
    }

    static void Require(string name, string what, long value, long max)
    {
        if (value < 1 || value > max)
        {
            throw new DamagedRowException($"the catalogue '{name}'", $"its {what} is {value}, but must be 1 to {max}");
        }
    }
}
