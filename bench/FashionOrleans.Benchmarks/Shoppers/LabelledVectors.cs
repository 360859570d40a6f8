using System.Runtime.InteropServices;
using Microsoft.VisualBasic.FileIO;

namespace FashionOrleans.Benchmarks.Shoppers;

/// <summary>The vectors that <c>embed-zip</c> wrote, with the labels of a CSV.</summary>
sealed class LabelledVectors
{
    readonly Dictionary<string, string[]> _labels = new(StringComparer.Ordinal);
    readonly string[] _columns;

    /// <param name="folder">Holds <c>vectors.f32</c> and <c>ids.txt</c>.</param>
    /// <param name="metadata">A CSV with a head line; its first column is the id.</param>
    public LabelledVectors(string folder, string metadata)
    {
        using var parser = new TextFieldParser(metadata) { Delimiters = [","], HasFieldsEnclosedInQuotes = true };
        _columns = parser.ReadFields() ?? throw new ArgumentException($"{metadata} is empty. Give the CSV that belongs to the pictures.");
        while (parser.ReadFields() is { } fields)
            _labels[fields[0]] = fields;

        var ids = File.ReadAllLines(Path.Combine(folder, "ids.txt"));
        using var file = File.OpenRead(Path.Combine(folder, "vectors.f32"));
        if (ids.Length == 0 || file.Length % (ids.Length * (long)sizeof(float)) != 0)
            throw new ArgumentException($"The files in {folder} do not belong together: write both with embed-zip.");
        var dimension = (int)(file.Length / ids.Length / sizeof(float));
        foreach (var id in ids)
        {
            var vector = new float[dimension];
            file.ReadExactly(MemoryMarshal.AsBytes(vector.AsSpan()));
            if (_labels.ContainsKey(id))
                Vectors.Add(id, vector);
        }
    }

    /// <summary>The vectors of the items that have labels, by id.</summary>
    public Dictionary<string, float[]> Vectors { get; } = new(StringComparer.Ordinal);

    /// <summary>A label of an item; null when it is blank.</summary>
    public string? Label(string id, string column)
    {
        var at = Array.IndexOf(_columns, column);
        if (at < 0)
            throw new ArgumentException($"The CSV has no column '{column}'; it has {string.Join(", ", _columns)}.");
        return _labels[id].ElementAtOrDefault(at) is { Length: > 0 } label and not ("NA" or "N/A" or "NaN" or "null") ? label : null;
    }
}
