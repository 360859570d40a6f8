using System.Text.Json;

namespace FashionOrleans.Client;

/// <summary>Whether the server can serve, and what it checked.</summary>
public sealed record ServerHealth
{
    /// <summary>True when the server answers requests.</summary>
    public bool IsReady { get; init; }

    /// <summary>The server's word for its state.</summary>
    public string? Status { get; init; }

    /// <summary>The single checks by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Checks { get; init; } = new Dictionary<string, JsonElement>();
}
