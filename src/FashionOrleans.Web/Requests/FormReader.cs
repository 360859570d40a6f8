using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Problems;

namespace FashionOrleans.Web.Requests;

/// <summary>Reads multipart forms with pictures.</summary>
static class FormReader
{
    /// <summary>The sentence about a picture of 0 bytes.</summary>
    public const string EmptyPicture = "The picture has 0 bytes. Check that the file was read to its end before it was sent.";

    const string PictureField = "image";

    /// <exception cref="RequestProblem">The body is no form, is cut off, or has a picture that is too large.</exception>
    public static async Task<PictureForm> ReadAsync(HttpRequest request, WebSettings settings, CancellationToken stop)
    {
        if (!request.HasFormContentType)
        {
            throw new RequestProblem(
                415, HttpCodes.UnsupportedMediaType, "Send multipart/form-data with the picture file in a part named 'image', as curl -F image=@file.jpg does.");
        }

        try
        {
            var form = await request.ReadFormAsync(stop);
            var pictures = new List<ReadOnlyMemory<byte>>(1);
            foreach (var file in form.Files.Where(file => file.Name == PictureField))
            {
                pictures.Add(await ReadAsync(file, settings.MaxPictureBytes, stop));
            }

            return new PictureForm(form, pictures);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new RequestProblem(400, HttpCodes.InvalidMultipart, $"The form cannot be read: {exception.Message}");
        }
    }

    static async Task<ReadOnlyMemory<byte>> ReadAsync(IFormFile file, long limit, CancellationToken stop)
    {
        if (file.Length > limit)
        {
            throw new RequestProblem(
                413, ErrorCodes.PictureTooLarge, $"The picture has {file.Length:N0} bytes; at most {limit:N0} are taken. Send a smaller copy.");
        }

        if (file.Length == 0)
        {
            throw new RequestProblem(400, HttpCodes.PictureEmpty, EmptyPicture);
        }

        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, stop);
        return bytes;
    }
}
