namespace FashionOrleans.Client;

/// <summary>The JSON form of an example; a picture is base64.</summary>
sealed record ExampleBody(string? Id, string? ImageUrl, byte[]? Image, Crop? Crop, float[]? Embedding)
{
    public static ExampleBody From(Example example) =>
        new(example.Id, example.ImageUrl?.AbsoluteUri, example.Picture?.ToArray(), example.Crop, example.Embedding?.ToArray());
}
