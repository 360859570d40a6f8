namespace FashionOrleans.Loader.Metadata;

/// <summary>What was noticed while a metadata file was read.</summary>
sealed class MetadataTraits
{
    /// <summary>Records below the header.</summary>
    public int Rows { get; set; }

    /// <summary>Rows with more fields than the header; the rest was taken as commas of the last column.</summary>
    public int RowsWithExtraCommas { get; set; }

    /// <summary>Rows with fewer fields than the header; the missing labels are absent.</summary>
    public int ShortRows { get; set; }

    /// <summary>Rows whose id is blank; they are passed over.</summary>
    public int RowsWithoutId { get; set; }

    /// <summary>Rows whose id an earlier row has; the earlier one counts.</summary>
    public int DuplicateRows { get; set; }

    /// <summary>Labels that are blank or NA in the rows that count; they are absent from the items.</summary>
    public int BlankLabels { get; set; }
}
