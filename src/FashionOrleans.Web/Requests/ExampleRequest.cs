using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using FashionOrleans.Contracts;
using FashionOrleans.Web.Problems;

namespace FashionOrleans.Web.Requests;

/// <summary>One example: exactly one of id, image, embedding and imageUrl.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
sealed record ExampleRequest
{
    [Description("The id of an item of the catalogue.")]
    public string? Id { get; init; }

    [Description("A picture file in base64.")]
    public byte[]? Image { get; init; }

    [Description("The part of the picture that counts: { \"x\": 0.2, \"y\": 0.1, \"width\": 0.5, \"height\": 0.6 } in fractions of the upright picture's sides, or \"auto\" for the best box that the server proposes.")]
    public JsonElement? Crop { get; init; }

    [Description("A vector of the catalogue's model.")]
    public float[]? Embedding { get; init; }

    [Description("The address of a picture, http or https, that the server fetches.")]
    public string? ImageUrl { get; init; }

    /// <exception cref="RequestProblem">Nothing is given, or more than one thing.</exception>
    public static ExampleRequest RequireOneOfAll(ExampleRequest? example) => example is not null
        && (example.Id is null ? 0 : 1) + (example.Image is null ? 0 : 1) + (example.Embedding is null ? 0 : 1) + (example.ImageUrl is null ? 0 : 1) == 1
            ? example
            : throw new RequestProblem(400, ErrorCodes.InvalidRequest, "Each example has exactly one of 'id', 'image', 'imageUrl' and 'embedding'.");
}
