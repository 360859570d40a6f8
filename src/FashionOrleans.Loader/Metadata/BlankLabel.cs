namespace FashionOrleans.Loader.Metadata;

/// <summary>The ways a file says that a label is not known.</summary>
static class BlankLabel
{
    static readonly string[] Markers = ["NA", "N/A", "NaN", "null"];

    /// <summary>The label without surrounding space, empty when it is blank or one of NA, N/A, NaN, null (any case).</summary>
    public static string Normalize(string text)
    {
        var label = text.Trim();
        return Markers.Contains(label, StringComparer.OrdinalIgnoreCase) ? "" : label;
    }
}
