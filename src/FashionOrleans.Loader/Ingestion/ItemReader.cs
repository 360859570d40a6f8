using FashionOrleans.Client;
using FashionOrleans.Loader.Sources;

namespace FashionOrleans.Loader.Ingestion;

/// <summary>Reads the selected pictures of a source, one after the other, and refuses what need not be sent.</summary>
sealed class ItemReader(IPictureSource source, ICatalogLayout layout, IngestSettings settings, IngestTally tally, RefusedItems refused)
{
    static readonly Dictionary<string, AttributeValue> NoAttributes = [];

    /// <summary>The items to store, in the source's order.</summary>
    public async IAsyncEnumerable<PendingItem> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = layout.HasUniqueIds ? null : new HashSet<string>(StringComparer.Ordinal);
        foreach (var (file, id) in settings.Selection.Of(source, layout))
        {
            if (seen?.Add(id) == false)
                Refuse(file, id, "duplicate_id", "An earlier picture has the same id; only that one is loaded.");
            else if (await ReadAsync(file, id, cancellationToken) is { } item)
                yield return item;
        }
    }

    async Task<PendingItem?> ReadAsync(SourceFile file, string id, CancellationToken cancellationToken)
    {
        byte[]? picture;
        try
        {
            picture = await file.ReadAsync(settings.MaxPictureBytes, cancellationToken);
        }
        catch (Exception damaged) when (damaged is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException)
        {
            Refuse(file, id, "unreadable_file", $"The file cannot be read: {damaged.Message}");
            return null;
        }

        if (picture is null)
        {
            Refuse(
                file,
                id,
                ProblemCodes.PictureTooLarge,
                $"The picture has more than {settings.MaxPictureBytes:N0} bytes. Make it smaller, or raise --max-picture-bytes if the server takes larger ones.");
            return null;
        }

        if (picture.Length == 0)
        {
            Refuse(file, id, ProblemCodes.PictureEmpty, "The file is empty. Replace it by the picture.");
            return null;
        }

        var attributes = layout.AttributesOf(file);
        if (attributes is null) tally.PicturesWithoutRow++;
        attributes ??= NoAttributes;
        return new(new() { Id = id, Picture = picture, Attributes = attributes, Revision = Revision.Of(picture, attributes) }, file.Path);
    }

    void Refuse(SourceFile file, string id, string code, string reason)
    {
        tally.AddRefused(code);
        refused.Add(id, file.Path, code, reason);
    }
}
