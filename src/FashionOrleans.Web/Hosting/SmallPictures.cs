using FashionOrleans.Contracts;
using FashionOrleans.Embedding;
using FashionOrleans.Web.Problems;
using Microsoft.Extensions.Caching.Memory;

namespace FashionOrleans.Web.Hosting;

/// <summary>
/// Pictures scaled down to the widths that pages show them in. The widths are few, so that nobody can have the server scale without end, and
/// what was scaled lately is kept in memory.
/// </summary>
sealed class SmallPictures : IDisposable
{
    const long KeptBytes = 64_000_000;
    const int Quality = 82;
    static readonly int[] Widths = [160, 320, 480, 640];

    readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = KeptBytes });
    readonly SemaphoreSlim _turns = new(Environment.ProcessorCount);
    readonly PictureDecoder _decoder = new(new PictureLimits());

    /// <summary>Refuses a width that is not offered.</summary>
    /// <exception cref="RequestProblem">The width is none of those offered.</exception>
    public static void Require(int? width)
    {
        if (width is { } columns && !Widths.Contains(columns))
        {
            throw new RequestProblem(400, ErrorCodes.InvalidRequest, $"'width' is {columns}; it must be one of {string.Join(", ", Widths)}. Without it the picture comes as it is kept.");
        }
    }

    /// <summary>The picture at most <paramref name="width"/> pixels wide; the picture itself where it is no wider, or no larger in bytes.</summary>
    /// <param name="picture">The picture as it is kept.</param>
    /// <param name="hash">A hash of its bytes.</param>
    /// <param name="width">One of the widths that are offered.</param>
    /// <param name="stop">Ends the waiting for a turn.</param>
    public async Task<Picture> OfAsync(Picture picture, ulong hash, int width, CancellationToken stop)
    {
        if (_kept.TryGetValue((hash, width), out Picture? known))
        {
            return known!;
        }

        await _turns.WaitAsync(stop);
        try
        {
            var scaled = await Task.Run(() => Scale(picture, width), stop);
            _kept.Set((hash, width), scaled, new MemoryCacheEntryOptions { Size = scaled.Bytes.Length });
            return scaled;
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose()
    {
        _kept.Dispose();
        _turns.Dispose();
    }

    Picture Scale(Picture picture, int width)
    {
        try
        {
            var info = _decoder.Describe(picture.Bytes);
            if (info.Width <= width)
            {
                return picture;
            }

            var longest = Math.Max(width, (int)Math.Round((double)info.Height * width / info.Width));
            var options = new RenditionOptions { MaxBytes = 1, LongestSide = longest, Quality = Quality };
            return _decoder.Render(picture.Bytes, options) is { } scaled && scaled.Bytes.Length < picture.Bytes.Length
                ? new Picture(scaled.ContentType, scaled.Bytes)
                : picture;
        }
        catch (PictureException)
        {
            // It was stored, so a browser may make more of it than we can.
            return picture;
        }
    }
}
