using System.Globalization;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Querying;

/// <summary>Reads a part of a picture from the command line: <c>auto</c>, or <c>x,y,width,height</c> in fractions.</summary>
static class CropText
{
    /// <exception cref="InputException">It is neither.</exception>
    public static Crop Parse(string text)
    {
        if (text == "auto") return Crop.Auto;
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])) throw Wrong(text);
        }

        return numbers is [var x, var y, var width, var height] ? Crop.Of(new PictureBox(x, y, width, height)) : throw Wrong(text);
    }

    static InputException Wrong(string text) =>
        new($"--crop is '{text}'. Give x,y,width,height in fractions of the upright picture, such as 0.2,0.1,0.5,0.6, or auto.");
}
