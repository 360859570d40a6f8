namespace FashionOrleans.Contracts;

/// <summary>How a catalogue is to change its model.</summary>
/// <param name="Model">The model pack.</param>
/// <param name="PicturesPerSecond">How many pictures a second are embedded in the background at most, over all shards, up to <see cref="MaxPicturesPerSecond"/>.</param>
/// <param name="Label">The attribute whose agreement measures the quality before and after; null for one that suits.</param>
/// <param name="Automatic">Whether the new space answers as soon as it has everything; else it waits for <see cref="IMigrationGrain.SwitchAsync"/>.</param>
/// <param name="Again">Whether to embed anew with the model that the catalogue has, such as for a new version of its pack.</param>
[GenerateSerializer, Immutable]
public sealed record MigrationRequest(
    string Model,
    double PicturesPerSecond = MigrationRequest.DefaultPicturesPerSecond,
    string? Label = null,
    bool Automatic = true,
    bool Again = false)
{
    /// <summary>The rate of a request that does not say: about what two processor cores do beside a few queries.</summary>
    public const double DefaultPicturesPerSecond = 50;

    /// <summary>The highest rate.</summary>
    public const double MaxPicturesPerSecond = 100_000;
}
