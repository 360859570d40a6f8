namespace FashionOrleans.Client;

/// <summary>A job for a feed at an address, as it is sent.</summary>
sealed record JobBody(string Feed, string? Format, JobColumnsBody Columns, string Id);
