using System.Collections.Immutable;
using System.Text.Json;
using FashionOrleans.Contracts;
using FashionOrleans.Search;

namespace FashionOrleans.Grains.Catalogs;

/// <summary>The declared types of a catalogue's fields. Immutable.</summary>
sealed class FieldRules
{
    readonly ImmutableSortedDictionary<string, string> _types;

    FieldRules(ImmutableSortedDictionary<string, string> types) => _types = types;

    /// <summary>The declared type of each field, by name.</summary>
    public IReadOnlyDictionary<string, string> Types => _types;

    /// <summary>Reads what is kept with a catalogue.</summary>
    /// <exception cref="JsonException">It is no JSON object of texts.</exception>
    public static FieldRules Read(string? schema) => new(
        (schema is null ? [] : JsonSerializer.Deserialize(schema, FieldRulesJson.Default.DictionaryStringString) ?? throw new JsonException("A schema is kept as 'null'."))
        .ToImmutableSortedDictionary(StringComparer.Ordinal));

    /// <summary>What is kept with a catalogue: equal rules give equal text.</summary>
    /// <exception cref="FashionOrleansException">A name or a type is none.</exception>
    public static string? Write(ImmutableDictionary<string, string> declared)
    {
        if (declared.Count > CatalogSchema.MaxDeclared)
        {
            throw Invalid($"{declared.Count} fields are declared; at most {CatalogSchema.MaxDeclared} can be.");
        }

        foreach (var (name, type) in declared)
        {
            if (name.Length is 0 or > AttributeSet.MaxNameLength || name[0] == '$')
            {
                throw Invalid($"'{name}' is no name of a field: it has 1 to {AttributeSet.MaxNameLength} characters and does not start with '$'.");
            }

            if (!CatalogSchema.Types.Contains(type))
            {
                throw Invalid($"The type of '{name}' is '{type}'; it must be '{string.Join("', '", CatalogSchema.Types)}'.");
            }
        }

        return declared.IsEmpty
            ? null
            : JsonSerializer.Serialize(
                declared.OrderBy(field => field.Key, StringComparer.Ordinal).ToDictionary(), FieldRulesJson.Default.DictionaryStringString);
    }

    /// <summary>Passes attributes that hold what is declared and refuses others.</summary>
    /// <exception cref="FashionOrleansException">A value is of another type (<see cref="ErrorCodes.InvalidAttributes"/>).</exception>
    public void Require(AttributeSet attributes)
    {
        foreach (var (field, type) in _types)
        {
            if ((attributes.TypeOf(field) & ~KindOf(type)) != 0)
            {
                throw new FashionOrleansException(
                    ErrorCodes.InvalidAttributes,
                    $"The field '{field}' is declared as {type}, but the item holds a {FieldKindName(attributes.TypeOf(field))}. Send a {type}, or change the catalogue's schema.");
            }
        }
    }

    /// <summary>Whether attributes hold what is declared.</summary>
    public bool Allow(AttributeSet attributes) => _types.All(field => (attributes.TypeOf(field.Key) & ~KindOf(field.Value)) == 0);

    /// <summary>A live item that holds something else than declared, or null.</summary>
    public async Task<SchemaConflict?> FindConflictAsync(VectorIndex index, CancellationToken cancellationToken)
    {
        foreach (var (field, type) in _types)
        {
            if (await index.FindOtherThanAsync(field, KindOf(type), cancellationToken) is { } item)
            {
                return new SchemaConflict(field, type, item);
            }
        }

        return null;
    }

    static FieldTypes KindOf(string type) => type switch
    {
        CatalogSchema.Number => FieldTypes.Number,
        CatalogSchema.Bool => FieldTypes.Bool,
        CatalogSchema.Tags => FieldTypes.Tags,
        _ => FieldTypes.Keyword,
    };

    static string FieldKindName(FieldTypes kind) => kind switch
    {
        FieldTypes.Number => "number",
        FieldTypes.Bool => "boolean",
        FieldTypes.Tags => "list of texts",
        _ => "text",
    };

    static FashionOrleansException Invalid(string message) => new(ErrorCodes.InvalidSchema, message);
}
