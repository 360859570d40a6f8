namespace FashionOrleans.Client;

/// <summary>Which columns mean what, as it is sent.</summary>
sealed record JobColumnsBody(string? Id, string? Image, IReadOnlyList<string> Attributes);
