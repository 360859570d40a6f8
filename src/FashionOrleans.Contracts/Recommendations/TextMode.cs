namespace FashionOrleans.Contracts;

/// <summary>What the words of a query do.</summary>
[GenerateSerializer]
public enum TextMode
{
    /// <summary>Items with the words come earlier, the others later.</summary>
    Weigh,

    /// <summary>Only items with all of the words come.</summary>
    Narrow,
}
