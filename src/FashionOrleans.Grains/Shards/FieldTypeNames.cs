using FashionOrleans.Search;

namespace FashionOrleans.Grains.Shards;

/// <summary>The kinds of values of a field as the API names them.</summary>
static class FieldTypeNames
{
    public static string Of(FieldTypes types) => string.Join(
        '+',
        Enum.GetValues<FieldTypes>()
            .Where(type => type != FieldTypes.None && types.HasFlag(type))
            .Select(type => type.ToString().ToLowerInvariant()));
}
