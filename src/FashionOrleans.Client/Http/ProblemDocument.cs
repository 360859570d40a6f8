namespace FashionOrleans.Client;

/// <summary>The members of a problem document that are read.</summary>
sealed record ProblemDocument(string? Title, string? Detail, string? Code, string? TraceId);
