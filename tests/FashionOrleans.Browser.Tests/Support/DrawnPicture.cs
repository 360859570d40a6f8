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

    /// <summary>A JPEG of somebody in a street: a head, a red top and blue trousers before a wall and a pavement.</summary>
    public static async Task<byte[]> StreetAsync(IPage page)
    {
        string base64 = await page.EvaluateAsync<string>(
            """
            () => {
              const canvas = document.createElement('canvas');
              [canvas.width, canvas.height] = [600, 800];
              const context = canvas.getContext('2d');
              const wall = context.createLinearGradient(0, 0, 600, 800);
              wall.addColorStop(0, '#cfc8bd');
              wall.addColorStop(1, '#b3aca2');
              context.fillStyle = wall;
              context.fillRect(0, 0, 600, 800);
              context.fillStyle = '#9a958d';
              context.fillRect(0, 690, 600, 110);
              context.fillStyle = '#c98f6b';
              context.beginPath();
              context.arc(300, 150, 52, 0, 7);
              context.fill();
              context.fillStyle = '#a3233c';
              context.beginPath();
              for (const [x, y] of [[240, 205], [360, 205], [430, 380], [385, 400], [360, 330], [365, 440], [235, 440], [240, 330], [215, 400], [170, 380]]) context.lineTo(x, y);
              context.fill();
              context.fillStyle = '#24407a';
              context.beginPath();
              for (const [x, y] of [[235, 440], [365, 440], [385, 720], [320, 720], [300, 510], [280, 720], [215, 720]]) context.lineTo(x, y);
              context.fill();
              return canvas.toDataURL('image/jpeg', .9).split(',')[1];
            }
            """);
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
