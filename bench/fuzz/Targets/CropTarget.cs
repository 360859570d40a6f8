using System.Text;
using System.Text.Json;
using FashionOrleans.Embedding;
using FashionOrleans.Loader.Querying;
using FashionOrleans.Web.Requests;
using Microsoft.AspNetCore.Http;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>The part of a picture that counts: of a JSON body, of a form's field and of the loader's command line.</summary>
sealed class CropTarget : IFuzzTarget
{
    public string Name => "crop";

    public IReadOnlyList<byte[]> Seeds { get; } =
        [.. new[] { """{"x":0.2,"y":0.1,"width":0.5,"height":0.6}""", "\"auto\"", "auto", "0.2,0.1,0.5,0.6", "null", """{"x":1,"y":1e-7,"width":-0,"height":1e308}""" }.Select(Encoding.UTF8.GetBytes)];

    public IReadOnlyList<string> Words { get; } = ["\"x\":", "\"y\":", "\"width\":", "\"height\":", "{", "}", ",", "auto", "\"auto\"", "NaN", "1e400", "-1", "0.5", "Infinity", "null", "[", "]"];

    public byte[] Generate(Random random) => Encoding.UTF8.GetBytes(random.Next(2) == 0
        ? FormattableString.Invariant($$"""{"x":{{random.NextDouble()}},"y":{{random.NextDouble()}},"width":{{random.NextDouble()}},"height":{{random.NextDouble()}}}""")
        : FormattableString.Invariant($"{random.NextDouble()},{random.NextDouble()},{random.NextDouble()},{random.NextDouble()}"));

    public void Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        Try(() => CropText.Parse(text));
        Try(() => CropReader.OfPictures(new PictureForm(new FormCollection(new() { ["crop"] = text }), [new byte[1]])));
        Try(() => Json(input));
    }

    static object? Json(byte[] input)
    {
        try
        {
            RequestBody.RequireUtf8(input);
            using var document = JsonDocument.Parse(input);
            if (CropReader.Read(document.RootElement) is { Box: { } box })
            {
                new PictureBox(box.X, box.Y, box.Width, box.Height).Require();
            }
        }
        catch (JsonException)
        {
            // The body that holds it is refused as a whole.
        }

        return null;
    }

    static void Try(Func<object?> read)
    {
        try
        {
            read();
        }
        catch (Exception exception) when (Refusals.Allow(exception))
        {
        }
    }
}
