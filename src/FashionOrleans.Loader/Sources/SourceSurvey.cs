using FashionOrleans.Loader.Metadata;

namespace FashionOrleans.Loader.Sources;

/// <summary>What a source holds, found by reading its file names alone.</summary>
sealed record SourceSurvey
{
    const int MaxExamples = 3;

    /// <summary>Pictures that take part.</summary>
    public required int Selected { get; init; }

    /// <summary>Files that are neither pictures nor junk.</summary>
    public required int OtherFiles { get; init; }

    /// <summary>Files that an operating system left behind.</summary>
    public required int JunkFiles { get; init; }

    /// <summary>Rows of the metadata, within the selected range, that have no picture anywhere in the source.</summary>
    public required int RowsWithoutPicture { get; init; }

    /// <summary>The first few ids of those.</summary>
    public required IReadOnlyList<string> RowsWithoutPictureExamples { get; init; }

    public static SourceSurvey Of(IPictureSource source, ICatalogLayout layout, MetadataTable? metadata, SourceSelection selection)
    {
        var (selected, other, junk) = (0, 0, 0);
        var withoutPicture = metadata is null ? [] : new HashSet<string>(metadata.Ids, StringComparer.Ordinal);
        foreach (var file in source.Files())
        {
            if (file.Kind == FileKind.Other) other++;
            if (file.Kind == FileKind.Junk) junk++;
            if (file.Kind != FileKind.Picture) continue;
            withoutPicture.Remove(file.Stem);
            if (selection.Range.Contains(layout.IdOf(file))) selected++;
        }

        withoutPicture.RemoveWhere(name => !selection.Range.Contains(ItemIds.FromName(name)));
        return new()
        {
            Selected = Math.Min(selected, selection.Limit ?? int.MaxValue),
            OtherFiles = other,
            JunkFiles = junk,
            RowsWithoutPicture = withoutPicture.Count,
            RowsWithoutPictureExamples = [.. withoutPicture.Order(StringComparer.Ordinal).Take(MaxExamples)],
        };
    }
}
