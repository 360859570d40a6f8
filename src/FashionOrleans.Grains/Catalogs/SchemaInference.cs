using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Catalogs;

/// <summary>Joins what is declared of a catalogue's fields with what their values say.</summary>
static class SchemaInference
{
    // A field whose listed values have more words than that in the mean, and of which hardly two items share one, is a text.
    const double MostWordsOfAKeyword = 2;
    const double FewestItemsAKeyword = 2;

    public static CatalogSchema Join(FieldRules declared, IReadOnlyCollection<FieldDescription> seen)
    {
        var byName = seen.ToDictionary(field => field.Name, StringComparer.Ordinal);
        return new CatalogSchema(
        [
            .. byName.Keys.Union(declared.Types.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => new SchemaField(
                name,
                declared.Types.TryGetValue(name, out var type) ? type : Infer(byName[name]),
                declared.Types.ContainsKey(name),
                byName.TryGetValue(name, out var field) ? field.Items : 0)),
        ]);
    }

    /// <summary>The type that a field's values suggest; the kinds as they are where they disagree.</summary>
    public static string Infer(FieldDescription field)
    {
        if (field.Type != CatalogSchema.Keyword || field.Values.IsEmpty)
        {
            return field.Type;
        }

        // The values are the most frequent ones: where even they are long and hardly shared, so are the others.
        var words = field.Values.Average(value => value.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
        var shared = field.Values.Average(value => value.Count);
        return words > MostWordsOfAKeyword && shared < Math.Max(FewestItemsAKeyword, field.Items / 100.0) ? CatalogSchema.Text : CatalogSchema.Keyword;
    }
}
