using System.Text.Json.Serialization;

namespace FashionOrleans.Client;

/// <summary>Which part of a picture counts: a box, or the best box that the server proposes.</summary>
[JsonConverter(typeof(CropJsonConverter))]
public sealed record Crop
{
    Crop(PictureBox? box) => Box = box;

    /// <summary>The best box that the server proposes; the whole picture where it proposes none.</summary>
    public static Crop Auto { get; } = new((PictureBox?)null);

    /// <summary>The box; null for <see cref="Auto"/>.</summary>
    public PictureBox? Box { get; }

    /// <summary>A part of the picture.</summary>
    public static Crop Of(PictureBox box) => new(box);
}
