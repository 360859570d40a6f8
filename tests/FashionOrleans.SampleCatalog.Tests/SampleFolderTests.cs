using System.Globalization;
using CsvHelper;
using NetVips;

namespace FashionOrleans.SampleCatalog.Tests;

public sealed class SampleFolderTests : IDisposable
{
    readonly string _directory = Directory.CreateTempSubdirectory("sample-folder-").FullName;

    [Fact]
    public async Task A_written_folder_has_a_picture_and_a_row_for_every_product()
    {
        var products = SampleProducts.Create(25);
        var target = Path.Combine(_directory, "not", "there", "yet");

        await SampleFolder.WriteAsync(target, products, 60, 80, cancellation: TestContext.Current.CancellationToken);

        var rows = Rows(await File.ReadAllTextAsync(
            Path.Combine(target, SampleFolder.MetadataFile), TestContext.Current.CancellationToken));
        Assert.Equal(products.Select(product => product.Id), rows.Select(row => row["id"]));
        Assert.Equal(
            products.Select(product => product.Id + ".jpg").Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(target, SampleFolder.ImagesFolder)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var product in products)
        {
            using var picture = Image.NewFromFile(Path.Combine(target, SampleFolder.ImagesFolder, product.Id + ".jpg"));
            Assert.Equal((60, 80), (picture.Width, picture.Height));
        }
    }

    [Fact]
    public void The_metadata_parses_back_to_the_attributes()
    {
        var products = SampleProducts.Create();

        var rows = Rows(SampleFolder.Csv(products));

        Assert.Equal(products.Count, rows.Count);
        foreach (var (product, row) in products.Zip(rows))
        {
            Assert.Equal(["id", .. SampleProduct.AttributeNames], row.Keys);
            Assert.Equal(product.Id, row["id"]);
            Assert.All(product.Attributes, pair => Assert.Equal(
                pair.Value, pair.Value is double ? double.Parse(row[pair.Key], CultureInfo.InvariantCulture) : row[pair.Key]));
        }
    }

    [Fact]
    public async Task A_cancelled_write_stops()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        var write = SampleFolder.WriteAsync(_directory, SampleProducts.Create(5), 60, 80, cancellation: cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);

        Assert.False(File.Exists(Path.Combine(_directory, SampleFolder.MetadataFile)));
    }

    [Fact]
    public async Task Progress_counts_every_picture()
    {
        var counts = new System.Collections.Concurrent.ConcurrentBag<int>();

        await SampleFolder.WriteAsync(
            _directory, SampleProducts.Create(9), 60, 80, new Recorder(counts.Add), TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(1, 9), counts.Order());
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    static List<Dictionary<string, string>> Rows(string text)
    {
        using var csv = CsvReader.FromText(text, new CsvReaderOptions());
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(csv.Headers.ToArray().Select((column, index) => (column, value: csv.GetString(index)))
                .ToDictionary(field => field.column, field => field.value));
        }

        return rows;
    }

    sealed class Recorder(Action<int> record) : IProgress<int>
    {
        public void Report(int value) => record(value);
    }
}
