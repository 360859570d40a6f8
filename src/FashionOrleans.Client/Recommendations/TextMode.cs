namespace FashionOrleans.Client;

/// <summary>What the words of a query do.</summary>
public enum TextMode
{
    /// <summary>Items with the words come earlier.</summary>
    Weigh,

    /// <summary>Only items with all of the words come.</summary>
    Narrow,
}
