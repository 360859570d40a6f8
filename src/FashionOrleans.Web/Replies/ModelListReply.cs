namespace FashionOrleans.Web.Replies;

/// <summary>The model packs.</summary>
sealed record ModelListReply(IReadOnlyList<ModelReply> Models);
