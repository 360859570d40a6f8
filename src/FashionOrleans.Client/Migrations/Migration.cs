namespace FashionOrleans.Client;

/// <summary>A change of a catalogue's model at one moment.</summary>
/// <param name="Catalog">The catalogue.</param>
/// <param name="From">The model before.</param>
/// <param name="To">The model after.</param>
/// <param name="State">One of <see cref="MigrationStates"/>.</param>
/// <param name="AnsweringModel">The model that answers queries now.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Progress">How far the vectors are that do not answer.</param>
public sealed record Migration(
    string Catalog, string From, string To, string State, string AnsweringModel, DateTimeOffset StartedAt, MigrationProgress Progress)
{
    /// <summary>When the new model answered first; null before.</summary>
    public DateTimeOffset? SwitchedAt { get; init; }

    /// <summary>When the vectors of one of the models were removed; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The most pictures that are embedded in a second, over all shards.</summary>
    public double PicturesPerSecond { get; init; }

    /// <summary><c>whenReady</c>: the new model answers as soon as it has everything; <c>manual</c>: it waits for <see cref="FashionOrleansClient.CutOverAsync"/>.</summary>
    public string CutOver { get; init; } = "whenReady";

    /// <summary>How good both are; null before it was measured, and where no attribute serves as a label.</summary>
    public MigrationQuality? Quality { get; init; }

    /// <summary>What keeps it from going on: a sentence; null when nothing does.</summary>
    public string? Trouble { get; init; }
}
