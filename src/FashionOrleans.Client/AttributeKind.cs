namespace FashionOrleans.Client;

/// <summary>What an <see cref="AttributeValue"/> holds.</summary>
public enum AttributeKind
{
    /// <summary>Nothing: the attribute is not there.</summary>
    Absent,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A finite number (IEEE double).</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A list of texts.</summary>
    Tags,
}
