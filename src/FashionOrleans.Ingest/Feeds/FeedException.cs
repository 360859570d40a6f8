namespace FashionOrleans.Ingest.Feeds;

/// <summary>A feed cannot be read, from its beginning or from some row on.</summary>
/// <param name="message">A sentence that says what to do.</param>
/// <param name="inner">What the format's reader said.</param>
public sealed class FeedException(string message, Exception? inner = null) : Exception(message, inner);
