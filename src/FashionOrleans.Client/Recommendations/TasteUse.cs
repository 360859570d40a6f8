namespace FashionOrleans.Client;

/// <summary>What of a shopper's taste went into an answer.</summary>
/// <param name="Likes">Liked items that were considered.</param>
/// <param name="Dislikes">Disliked items that were considered.</param>
/// <param name="Views">Viewed items that were considered.</param>
/// <param name="Weight">What the taste weighed beside the examples, 0..1; 1 without examples.</param>
public sealed record TasteUse(int Likes, int Dislikes, int Views, double Weight);
