using System.Text.Json.Serialization;

namespace FashionOrleans.Web.Requests;

/// <summary>A part of a picture, in fractions of the upright picture's sides.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
sealed record CropRequest
{
    public required double X { get; init; }

    public required double Y { get; init; }

    public required double Width { get; init; }

    public required double Height { get; init; }
}
