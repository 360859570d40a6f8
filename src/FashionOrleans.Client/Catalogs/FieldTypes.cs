namespace FashionOrleans.Client;

/// <summary>The types that a field can be declared with.</summary>
public static class FieldTypes
{
    /// <summary>A text of which many items have the same, such as a colour.</summary>
    public const string Keyword = "keyword";

    /// <summary>A text of an item's own, such as its name.</summary>
    public const string Text = "text";

    /// <summary>A number.</summary>
    public const string Number = "number";

    /// <summary>True or false.</summary>
    public const string Bool = "bool";

    /// <summary>A list of texts.</summary>
    public const string Tags = "tags";
}
