namespace FashionOrleans.Loader.Sources;

/// <summary>A file of a picture source.</summary>
/// <param name="path">Path below the source's root, with <c>/</c> between folders.</param>
/// <param name="length">Bytes, as the folder or the archive's directory states them.</param>
/// <param name="open">Opens the content; at most one content of a source may be open at a time.</param>
sealed class SourceFile(string path, long length, Func<Stream> open)
{
    public string Path { get; } = path;

    public long Length { get; } = length;

    public FileKind Kind { get; } = FileKinds.Of(path);

    /// <summary>The file's name without folders and extension: the id in a labelled data set.</summary>
    public string Stem => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Name of the folder that holds the file, null at the root.</summary>
    public string? Folder => Path.LastIndexOf('/') is > 0 and var end ? Path[(Path.LastIndexOf('/', end - 1) + 1)..end] : null;

    /// <summary>Reads the content, at most <paramref name="maxBytes"/> of it.</summary>
    /// <returns>The content, or null when it is longer: a stated length is a claim, and an archive's can be false.</returns>
    public async Task<byte[]?> ReadAsync(int maxBytes, CancellationToken cancellationToken)
    {
        if (Length > maxBytes) return null;
        await using var stream = open();
        var content = new byte[Length];
        var read = await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken);
        if (read < content.Length) return content[..read];

        var rest = new byte[1];
        if (await stream.ReadAsync(rest, cancellationToken) == 0) return content;
        using var longer = new MemoryStream();
        longer.Write(content);
        longer.Write(rest);
        var buffer = new byte[64 * 1024];
        while (longer.Length <= maxBytes && await stream.ReadAsync(buffer, cancellationToken) is > 0 and var more)
            longer.Write(buffer.AsSpan(0, more));
        return longer.Length <= maxBytes ? longer.ToArray() : null;
    }
}
