namespace FashionOrleans.Client;

/// <summary>Reply of the list of models.</summary>
sealed record ModelList(IReadOnlyList<Model> Models);
