namespace FashionOrleans.Loader;

/// <summary>What was asked for cannot be done as asked: the message is a sentence that says what to do.</summary>
sealed class InputException(string message) : Exception(message);
