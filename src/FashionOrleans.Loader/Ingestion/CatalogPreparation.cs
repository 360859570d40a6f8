using FashionOrleans.Client;

namespace FashionOrleans.Loader.Ingestion;

/// <summary>Makes sure that there is a catalogue to load into.</summary>
static class CatalogPreparation
{
    /// <summary>Creates the catalogue when it is absent, and checks the settings the user named when it is there.</summary>
    /// <returns>True when it may hold items, so that a load has something to compare with.</returns>
    /// <exception cref="InputException">It is there with other settings than the ones named.</exception>
    public static async Task<bool> EnsureAsync(FashionOrleansClient client, string name, CatalogSettings named, CancellationToken cancellationToken)
    {
        if (await client.FindCatalogAsync(name, cancellationToken) is not { } existing)
            return !await client.EnsureCatalogAsync(name, named, cancellationToken);

        Check(name, "--model", existing.Model, named.Model);
        Check(name, "--shards", existing.Shards.ToString(), named.Shards?.ToString());
        Check(name, "--replicas", existing.Replicas.ToString(), named.Replicas?.ToString());
        Check(name, "--index", existing.Index, named.Index);
        Check(name, "--vector-format", existing.VectorFormat, named.VectorFormat);
        Check(name, "--vector-storage", existing.VectorStorage, named.VectorStorage);
        return existing.Items > 0;
    }

    static void Check(string catalog, string option, string has, string? asked)
    {
        if (asked is null || asked == has) return;
        throw new InputException(
            $"Catalogue {catalog} exists with {option} {has}, not {asked}. Leave {option} out to load into it as it is, or choose another --catalog name.");
    }
}
