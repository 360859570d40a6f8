using System.Collections.Immutable;
using FashionOrleans.Contracts;

namespace FashionOrleans.Ingest.Feeds;

/// <summary>Which of the columns that a feed has are the id, the picture's address, and attributes.</summary>
/// <param name="Id">The column of ids.</param>
/// <param name="Image">The column of addresses; null where the feed has none.</param>
sealed record ColumnChoice(string Id, string? Image)
{
    /// <exception cref="FeedException">A column that is needed or named is not there.</exception>
    public static ColumnChoice Of(IReadOnlyCollection<string> present, FeedColumns columns)
    {
        var id = columns.Id is { } named ? Require(present, named) : First(present, FeedColumns.IdNames)
            ?? throw new FeedException($"The feed has no column of ids; its columns are {Shown(present)}. Name it as 'id' of 'columns'.");
        var image = columns.Image is { } other ? Require(present, other) : First(present, FeedColumns.ImageNames)
            ?? throw new FeedException($"The feed has no column of pictures' addresses; its columns are {Shown(present)}. Name it as 'image' of 'columns'.");
        foreach (var attribute in columns.Attributes)
        {
            Require(present, attribute);
        }

        return new ColumnChoice(id, image);
    }

    /// <summary>Whether a column becomes an attribute.</summary>
    public bool IsAttribute(string column, FeedColumns columns) =>
        column != Id && column != Image && column.Length > 0 && (columns.Attributes.IsDefaultOrEmpty || columns.Attributes.Contains(column));

    /// <summary>The first of the names that is there, whatever its case; null where none is.</summary>
    public static string? First(IReadOnlyCollection<string> present, ImmutableArray<string> names) =>
        names.Select(name => present.FirstOrDefault(column => column.Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(column => column is not null);

    static string Require(IReadOnlyCollection<string> present, string name) => present.Contains(name)
        ? name
        : throw new FeedException($"The feed has no column '{name}'; its columns are {Shown(present)}. Correct 'columns'.");

    static string Shown(IReadOnlyCollection<string> present) =>
        string.Join(", ", present.Take(20).Select(name => name.Length > 40 ? name[..40] + "…" : name)) + (present.Count > 20 ? ", …" : "");
}
