namespace FashionOrleans.Contracts;

/// <summary>What of a shopper's taste went into an answer.</summary>
/// <param name="Likes">Liked items whose vectors were blended in.</param>
/// <param name="Dislikes">Disliked items whose vectors were blended in.</param>
/// <param name="Views">Viewed items whose vectors were blended in.</param>
/// <param name="Weight">What they weighed together beside the examples, 0…1.</param>
[GenerateSerializer, Immutable]
public sealed record TasteUse(int Likes, int Dislikes, int Views, double Weight);
