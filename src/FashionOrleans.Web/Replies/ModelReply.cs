namespace FashionOrleans.Web.Replies;

/// <summary>A model pack.</summary>
sealed record ModelReply(string Name, int Version, int Dimension, ModelInputReply Input, string Sha256);
