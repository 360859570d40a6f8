using FashionOrleans.Client;
using FashionOrleans.Loader.Sources;

namespace FashionOrleans.Loader.Ingestion;

/// <summary>What one run of <c>ingest</c> loads, and how.</summary>
sealed record IngestSettings
{
    public required string Catalog { get; init; }

    /// <summary>Settings the user named; the others are the server's business.</summary>
    public CatalogSettings Creation { get; init; } = new();

    public required SourceSelection Selection { get; init; }

    /// <summary>Requests under way at the same time.</summary>
    public int InFlight { get; init; } = 4;

    /// <summary>Most items in a request.</summary>
    public int BatchItems { get; init; } = 128;

    /// <summary>A request is sent when its items reach so many bytes; one larger picture still goes, alone.</summary>
    public int BatchBytes { get; init; } = 1_000_000;

    /// <summary>A larger picture is refused here, without sending it.</summary>
    public int MaxPictureBytes { get; init; } = 20_000_000;

    /// <summary>Where refused items are listed.</summary>
    public required string RefusedPath { get; init; }
}
