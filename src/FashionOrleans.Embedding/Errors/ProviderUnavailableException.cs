namespace FashionOrleans.Embedding;

/// <summary>An execution provider or one of its devices cannot be used. The model runs elsewhere, and the message says why.</summary>
/// <param name="message">The reason, without a full stop, as it continues a sentence after a colon.</param>
sealed class ProviderUnavailableException(string message) : Exception(message);
