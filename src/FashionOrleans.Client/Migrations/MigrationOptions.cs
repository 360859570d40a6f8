namespace FashionOrleans.Client;

/// <summary>How a catalogue is to change its model.</summary>
public sealed record MigrationOptions
{
    /// <summary>How many pictures a second are embedded in the background at most, over all shards; null for the server's default.</summary>
    public double? PicturesPerSecond { get; init; }

    /// <summary>The attribute whose agreement measures the quality before and after; null for one that suits.</summary>
    public string? Label { get; init; }

    /// <summary>True to let the new model answer only when <see cref="FashionOrleansClient.CutOverAsync"/> says so; false as soon as it has everything.</summary>
    public bool IsManual { get; init; }

    /// <summary>True to embed anew with the model that the catalogue has, such as for a new version of its pack.</summary>
    public bool Again { get; init; }
}
