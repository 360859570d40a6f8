namespace FashionOrleans.Search;

/// <summary>The kinds of values that a field holds. A field whose items disagree holds several.</summary>
[Flags]
public enum FieldTypes
{
    /// <summary>No live item has the field.</summary>
    None = 0,

    /// <summary>A string, compared whole and by ordinal.</summary>
    Keyword = 1,

    /// <summary>A number, held as float64.</summary>
    Number = 2,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Bool = 4,

    /// <summary>An array of strings; equality means "contains".</summary>
    Tags = 8,
}
