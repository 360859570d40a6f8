using System.Buffers.Binary;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests.Support;

/// <summary>Pictures that no catalogue has, drawn by the browser itself.</summary>
static class DrawnPicture
{
    /// <summary>A JPEG of the given size in pixels: a dress on a light ground.</summary>
    public static async Task<byte[]> JpegAsync(IPage page, int width, int height)
    {
        string base64 = await page.EvaluateAsync<string>(
            """
            ([width, height]) => {
              const canvas = document.createElement('canvas');
              canvas.width = width;
              canvas.height = height;
              const context = canvas.getContext('2d');
              context.fillStyle = '#eee';
              context.fillRect(0, 0, width, height);
              context.fillStyle = '#a3324c';
              context.beginPath();
              context.moveTo(width * .42, height * .1);
              context.lineTo(width * .58, height * .1);
              context.lineTo(width * .75, height * .9);
              context.lineTo(width * .25, height * .9);
              context.fill();
              return canvas.toDataURL('image/jpeg', .9).split(',')[1];
            }
            """,
            new[] { width, height });
        return Convert.FromBase64String(base64);
    }

    /// <summary>Adds the mark with which a camera held upright says "turn me by 90 degrees" (EXIF orientation 6).</summary>
    public static byte[] TakenWithTurnedCamera(byte[] jpeg)
    {
        // APP1: "Exif", a big-endian TIFF header, and one directory with one entry: tag 0x0112, type SHORT, count 1, value 6.
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
        ];
        BinaryPrimitives.WriteUInt16BigEndian(exif.AsSpan(2), (ushort)(exif.Length - 2));
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }
}
