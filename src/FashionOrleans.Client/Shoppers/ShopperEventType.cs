namespace FashionOrleans.Client;

/// <summary>What a shopper did with an item.</summary>
public enum ShopperEventType
{
    /// <summary>Looked at it.</summary>
    View,

    /// <summary>Likes it; a dislike is taken back.</summary>
    Like,

    /// <summary>Dislikes it; a like is taken back.</summary>
    Dislike,

    /// <summary>Takes back all that was said of it.</summary>
    Clear,
}
