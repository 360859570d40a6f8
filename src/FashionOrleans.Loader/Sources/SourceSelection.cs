namespace FashionOrleans.Loader.Sources;

/// <summary>Which of a source's pictures take part.</summary>
/// <param name="Range">The part of the data set.</param>
/// <param name="Limit">At most so many pictures, from the beginning; null for all.</param>
sealed record SourceSelection(HashRange Range, int? Limit)
{
    /// <summary>The selected pictures with their ids, in the source's order.</summary>
    public IEnumerable<(SourceFile File, string Id)> Of(IPictureSource source, ICatalogLayout layout)
    {
        var selected = source.Files()
            .Where(file => file.Kind == FileKind.Picture)
            .Select(file => (File: file, Id: layout.IdOf(file)))
            .Where(picture => Range.Contains(picture.Id));
        return Limit is { } limit ? selected.Take(limit) : selected;
    }
}
