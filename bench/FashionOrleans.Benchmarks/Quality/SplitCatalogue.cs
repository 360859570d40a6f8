using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FashionOrleans.Benchmarks.Shoppers;
using FashionOrleans.Search;

namespace FashionOrleans.Benchmarks.Quality;

/// <summary>
/// The published split of the data set: products with int(md5(id), 16) % 100 of 5 to 9 ask, those of 10 to 99 are the catalogue. Both come by
/// id (ordinal), so that equal scores are ordered as the server orders them.
/// </summary>
sealed class SplitCatalogue
{
    /// <summary>Labels that must agree, each set measured on its own.</summary>
    public static readonly string[][] LabelSets = [["articleType"], ["articleType", "gender"], ["articleType", "baseColour"]];

    readonly LabelledVectors _items;

    public SplitCatalogue(LabelledVectors items)
    {
        _items = items;
        var ids = items.Vectors.Keys.Order(StringComparer.Ordinal).ToLookup(BucketOf);
        QueryIds = [.. ids.Where(bucket => bucket.Key is >= 5 and < 10).SelectMany(bucket => bucket).Order(StringComparer.Ordinal)];
        RowIds = [.. ids.Where(bucket => bucket.Key >= 10).SelectMany(bucket => bucket).Order(StringComparer.Ordinal)];
        QueryLabels = [.. LabelSets.Select(set => Labels(QueryIds, set))];
        RowLabels = [.. LabelSets.Select(set => Labels(RowIds, set))];
    }

    public string[] QueryIds { get; }

    public string[] RowIds { get; }

    /// <summary>For each label set the label of each query; null where one is blank.</summary>
    public string?[][] QueryLabels { get; }

    /// <summary>The same for the catalogue.</summary>
    public string?[][] RowLabels { get; }

    /// <summary>The labels of some items, several joined; null where one is blank.</summary>
    public string?[] Labels(string[] ids, string[] columns) =>
        [.. ids.Select(id => columns.Select(column => _items.Label(id, column)).ToArray()).Select(labels => labels.Contains(null) ? null : string.Join('\t', labels))];

    /// <summary>Some attributes of the items of the catalogue.</summary>
    public AttributeSet[] AttributesOfRows(string[] columns) =>
        [.. RowIds.Select(id => AttributeSet.Parse(JsonSerializer.SerializeToUtf8Bytes(columns.ToDictionary(column => column, column => _items.Label(id, column)))))];

    /// <summary>The vectors of some items, a row each.</summary>
    public static Matrix VectorsOf(LabelledVectors items, string[] ids)
    {
        var matrix = new Matrix(ids.Length, items.Vectors.Values.First().Length);
        for (var row = 0; row < ids.Length; row++)
        {
            if (!items.Vectors.TryGetValue(ids[row], out var vector))
                throw new ArgumentException($"There is no vector of {ids[row]} in one of the folders. Write all of them with embed-zip from the same zip.");
            vector.CopyTo(matrix.RowSpan(row));
        }

        return matrix;
    }

    [SuppressMessage("Security", "CA5351", Justification = "The published split is defined by MD5; nothing is protected by it.")]
    static int BucketOf(string id) => (int)(new BigInteger(MD5.HashData(Encoding.UTF8.GetBytes(id)), isUnsigned: true, isBigEndian: true) % 100);
}
