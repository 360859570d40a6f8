using System.ComponentModel;
using System.Text.Json.Serialization;

namespace FashionOrleans.Web.Requests;

/// <summary>One example; exactly one member is set.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
sealed record ExampleRequest
{
    [Description("The id of an item of the catalogue.")]
    public string? Id { get; init; }

    [Description("A picture file in base64.")]
    public byte[]? Image { get; init; }

    [Description("A vector of the catalogue's model.")]
    public float[]? Embedding { get; init; }

    [Description("The address of a picture.")]
    public string? ImageUrl { get; init; }
}
