using System.Globalization;
using System.Text;

namespace FashionOrleans.SampleCatalog;

/// <summary>
/// Writes products as the Fashion Product Images data set has them: <c>images/&lt;id&gt;.jpg</c> and one <c>styles.csv</c> beside the
/// folder of pictures. Columns <c>pattern</c> and <c>price</c> are additions to that layout.
/// </summary>
public static class SampleFolder
{
    /// <summary>Name of the metadata file.</summary>
    public const string MetadataFile = "styles.csv";

    /// <summary>Name of the folder of pictures.</summary>
    public const string ImagesFolder = "images";

    /// <summary>Renders every product and writes the folder; files of the same names are replaced, others stay.</summary>
    /// <param name="directory">Where to write; created when absent.</param>
    /// <param name="products">What to write.</param>
    /// <param name="width">Width of a picture in pixels.</param>
    /// <param name="height">Height of a picture in pixels.</param>
    /// <param name="written">Told the number of pictures written so far, from several threads at a time.</param>
    /// <param name="cancellation">Stops between two pictures; what was written stays.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was triggered.</exception>
    public static async Task WriteAsync(
        string directory, IReadOnlyList<SampleProduct> products, int width = 480, int height = 640, IProgress<int>? written = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(products);
        var images = Directory.CreateDirectory(Path.Combine(directory, ImagesFolder)).FullName;
        var done = 0;
        await Parallel.ForEachAsync(products, cancellation, async (product, stop) =>
        {
            await File.WriteAllBytesAsync(Path.Combine(images, product.Id + ".jpg"), product.RenderJpeg(width, height), stop);
            written?.Report(Interlocked.Increment(ref done));
        });
        await File.WriteAllTextAsync(Path.Combine(directory, MetadataFile), Csv(products), cancellation);
    }

    /// <summary>The metadata of the products as CSV (RFC 4180, line feeds, a header line, UTF-8 without a byte order mark).</summary>
    public static string Csv(IReadOnlyList<SampleProduct> products)
    {
        ArgumentNullException.ThrowIfNull(products);
        var csv = new StringBuilder("id");
        foreach (var column in SampleProduct.AttributeNames)
        {
            csv.Append(',').Append(column);
        }

        csv.Append('\n');
        foreach (var product in products)
        {
            csv.Append(product.Id);
            foreach (var column in SampleProduct.AttributeNames)
            {
                csv.Append(',').Append(Field(product.Attributes[column]));
            }

            csv.Append('\n');
        }

        return csv.ToString();
    }

    static string Field(object value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
