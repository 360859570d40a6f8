namespace FashionOrleans.Contracts;

/// <summary>What a shopper did with an item.</summary>
[GenerateSerializer]
public enum ShopperEventKind
{
    /// <summary>Looked at it.</summary>
    View,

    /// <summary>Likes it; takes a dislike back.</summary>
    Like,

    /// <summary>Dislikes it; takes a like back.</summary>
    Dislike,

    /// <summary>Takes back what was said of it, views included.</summary>
    Clear,
}
