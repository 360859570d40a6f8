namespace FashionOrleans.Contracts;

/// <summary>A migration at one moment.</summary>
/// <param name="Catalog">The catalogue.</param>
/// <param name="From">The model before.</param>
/// <param name="To">The model after.</param>
/// <param name="State">Where it is.</param>
/// <param name="AnsweringModel">The model whose space answers queries now.</param>
/// <param name="StartedAt">When it began.</param>
[GenerateSerializer, Immutable]
public sealed record MigrationReport(
    string Catalog, string From, string To, MigrationState State, string AnsweringModel, DateTimeOffset StartedAt)
{
    /// <summary>When the new space answered first; null before.</summary>
    [Id(6)]
    public DateTimeOffset? SwitchedAt { get; init; }

    /// <summary>When one of the spaces was removed; null before.</summary>
    [Id(7)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Items of the space that answers, in the shards that said so.</summary>
    [Id(8)]
    public long Items { get; init; }

    /// <summary>Items of the space that stands by, in the shards that said so.</summary>
    [Id(9)]
    public long ItemsFollowed { get; init; }

    /// <summary>Shards of the catalogue.</summary>
    [Id(10)]
    public int Shards { get; init; }

    /// <summary>Shards that stand by and have every write to those that answer.</summary>
    [Id(11)]
    public int ShardsInStep { get; init; }

    /// <summary>Once all are in step: items that the space which stands by lacks, because no picture of theirs is kept or it cannot be read.</summary>
    [Id(12)]
    public long ItemsLeftOut { get; init; }

    /// <summary>The most pictures that are embedded in a second.</summary>
    [Id(13)]
    public double PicturesPerSecond { get; init; }

    /// <summary>Whether the new space answers as soon as it has everything.</summary>
    [Id(14)]
    public bool Automatic { get; init; }

    /// <summary>The quality of both spaces; null before it was measured, and where no attribute serves as a label.</summary>
    [Id(15)]
    public MigrationQuality? Quality { get; init; }

    /// <summary>What keeps the migration from going on, as a sentence; null when nothing does.</summary>
    [Id(16)]
    public string? Trouble { get; init; }
}
