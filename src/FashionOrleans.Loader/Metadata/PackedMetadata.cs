using System.Globalization;
using FashionOrleans.Ingest.Feeds;

namespace FashionOrleans.Loader.Metadata;

/// <summary>A metadata file that may come in gzip: its first bytes tell, whatever its name. The rules are those of the server's feeds.</summary>
static class PackedMetadata
{
    /// <summary>The most bytes that a gzip may become: what the server takes of a feed unless it is told otherwise.</summary>
    public const long MaxBytes = 1_000_000_000;

    const int Beginning = 2;

    /// <summary>The text of a file. A gzip was read to its end then, and is whole.</summary>
    /// <param name="file">The file, from its beginning. It has to stay open while the text is read; a pipe, which cannot be sought in, is read as it is.</param>
    /// <param name="path">What to call it.</param>
    /// <param name="maxBytes">The most bytes that a gzip may become.</param>
    /// <param name="interrupt">Ends it.</param>
    /// <exception cref="InputException">It is a gzip that is damaged, a bomb, or too long.</exception>
    public static async Task<Stream> OpenAsync(Stream file, string path, long maxBytes, CancellationToken interrupt)
    {
        if (!file.CanSeek) return file;
        var beginning = new byte[Beginning];
        await file.ReadAtLeastAsync(beginning, Beginning, throwOnEndOfStream: false, interrupt);
        file.Position = 0;
        if (!GzipText.IsPacked(beginning)) return file;

        var fault = await GzipText.CheckAsync(file, maxBytes, interrupt);
        if (fault != GzipFault.None) throw new InputException(Sentence(fault, path, file.Length, maxBytes));
        file.Position = 0;
        return GzipText.Unpack(file);
    }

    static string Sentence(GzipFault fault, string path, long length, long maxBytes) => fault switch
    {
        GzipFault.PackedTwice => $"'{path}' is packed twice. Pack it once.",
        GzipFault.TooLong => string.Create(CultureInfo.InvariantCulture, $"'{path}' becomes more than the {maxBytes:N0} bytes that are taken of a gzip. Unpack it, or divide it."),
        GzipFault.TooDense => string.Create(
            CultureInfo.InvariantCulture, $"'{path}' becomes more than {GzipText.MaxRatio} times its {length:N0} bytes, as no metadata file does. Give --metadata the file that is in it."),
        _ => $"'{path}' is a gzip that is cut off or damaged, or something else follows it. Fetch or pack it anew.",
    };
}
