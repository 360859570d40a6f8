using System.Text.Json;
using FashionOrleans.Contracts;
using FashionOrleans.Web.Problems;
using FashionOrleans.Web.Replies;

namespace FashionOrleans.Web.Requests;

/// <summary>Reads which part of a picture counts. Whether it lies inside the picture is for the decoder to say.</summary>
static class CropReader
{
    const string Field = "crop";
    const string Auto = "auto";

    // As it is written: comparing texts would fail at escapes that are no valid Unicode.
    const string AutoJson = $"\"{Auto}\"";

    /// <exception cref="RequestProblem">It is neither "auto" nor a box.</exception>
    public static Crop? Read(JsonElement? json) => json switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } word when word.GetRawText() == AutoJson => Crop.Auto,
        { } box => new Crop(ToBox(() => box.Deserialize(WebJson.Default.CropRequest), box.GetRawText())),
    };

    /// <summary>For each picture of a form its crop: the fields stand in the order of the pictures, those named by address last, as many as these, or there is none.</summary>
    /// <exception cref="RequestProblem">There are too few or too many, or one is neither "auto" nor a box.</exception>
    public static Crop?[] OfPictures(PictureForm form)
    {
        string[] texts = [.. form.Values(Field)];
        if (texts.Length == 0)
        {
            return new Crop?[form.Count];
        }

        return texts.Length == form.Count
            ? Array.ConvertAll(texts, text => text == Auto ? Crop.Auto : new Crop(ToBox(() => JsonSerializer.Deserialize(text, WebJson.Default.CropRequest), text)))
            : throw new RequestProblem(
                400, ErrorCodes.InvalidCrop, $"The form has {texts.Length} fields '{Field}' and {form.Count} pictures. Send a crop for each picture, in their order, or none.");
    }

    static Box ToBox(Func<CropRequest?> read, string text)
    {
        try
        {
            if (read() is { } crop)
            {
                return new Box(crop.X, crop.Y, crop.Width, crop.Height);
            }
        }
        catch (JsonException)
        {
            // Said below, with what is expected.
        }

        throw new RequestProblem(
            400,
            ErrorCodes.InvalidCrop,
            $"'{Field}' is {(text.Length > 100 ? text[..100] + "…" : text)}; it must be \"{Auto}\" or {{ \"x\": 0.2, \"y\": 0.1, \"width\": 0.5, \"height\": 0.6 }}, in fractions of the upright picture's sides.");
    }
}
