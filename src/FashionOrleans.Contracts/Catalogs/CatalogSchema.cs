using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>The fields of a catalogue and what they hold: what was declared, and of the other fields what is inferred from the items.</summary>
/// <param name="Fields">By name (ordinal).</param>
[GenerateSerializer, Immutable]
public sealed record CatalogSchema(ImmutableArray<SchemaField> Fields)
{
    /// <summary>A text that is compared whole, such as a colour.</summary>
    public const string Keyword = "keyword";

    /// <summary>A text of several words, such as a name.</summary>
    public const string Text = "text";

    /// <summary>A number.</summary>
    public const string Number = "number";

    /// <summary>True or false.</summary>
    public const string Bool = "bool";

    /// <summary>A list of texts.</summary>
    public const string Tags = "tags";

    /// <summary>The most fields that can be declared.</summary>
    public const int MaxDeclared = 256;

    /// <summary>All types.</summary>
    public static ImmutableArray<string> Types { get; } = [Keyword, Text, Number, Bool, Tags];
}
