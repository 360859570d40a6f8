using System.Text;
using FashionOrleans.Contracts;
using FashionOrleans.Ingest.Feeds;
using Parquet;
using Parquet.Serialization;

namespace FashionOrleans.Ingest.Tests.Feeds;

/// <summary>Parquet files, written by the library that reads them and damaged by hand.</summary>
public sealed class ParquetFeedTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_are_read_over_several_groups_with_the_types_that_the_columns_have()
    {
        var rows = await FeedText.ReadAsync(FeedFormat.Parquet, await WriteAsync(5, groupRows: 2));

        Assert.Equal(
            Enumerable.Range(1, 5).Select(i => i % 2 == 0
                ? $$"""{{i}} p{{i}} http://a/{{i}}.jpg {"Name":"n{{i}}","Price":{{i}}.5,"Stock":{{i}},"Sale":true,"Colours":["red","c{{i}}"]}"""
                : $$"""{{i}} p{{i}} http://a/{{i}}.jpg {"Price":{{i}}.5,"Stock":{{i}},"Sale":false,"Colours":["red","c{{i}}"]}"""),
            rows.Select(row => row.Show()));
    }

    [Fact]
    public async Task A_group_that_is_damaged_ends_the_reading_after_the_rows_before_it()
    {
        var bytes = await WriteAsync(400, groupRows: 100);
        Array.Fill<byte>(bytes, 0xFF, Find(bytes, "p250"u8) - 200, 600);
        var rows = new List<FeedRow>();

        var broken = await Assert.ThrowsAsync<FeedException>(() => FeedText.ReadIntoAsync(rows, FeedFormat.Parquet, bytes));

        Assert.Equal(200, rows.Count);
        Assert.Contains("after row 200", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_its_end_or_of_another_kind_is_told()
    {
        var whole = await WriteAsync(10, groupRows: 10);

        foreach (var bytes in new[] { whole[..^20], [], "PAR1"u8.ToArray(), Encoding.UTF8.GetBytes("id,image\n1,u\n"), [.. whole[..^8], 0xFF, 0xFF, 0xFF, 0x7F, .. whole[^4..]] })
        {
            var broken = await Assert.ThrowsAsync<FeedException>(() => FeedText.ReadAsync(FeedFormat.Parquet, bytes));
            Assert.Contains("no Parquet file", broken.Message, StringComparison.Ordinal);
        }
    }

    static int Find(byte[] bytes, ReadOnlySpan<byte> what)
    {
        var at = bytes.AsSpan().IndexOf(what);
        Assert.True(at > 0);
        return at;
    }

    static async Task<byte[]> WriteAsync(int count, int groupRows)
    {
        using var stream = new MemoryStream();
        var products = Enumerable.Range(1, count).Select(i => new Product
        {
            Id = $"p{i}",
            ImageUrl = $"http://a/{i}.jpg",
            Name = i % 2 == 0 ? $"n{i}" : null,
            Price = i + 0.5,
            Stock = i,
            Sale = i % 2 == 0,
            Colours = ["red", $"c{i}"],
        });
        await ParquetSerializer.SerializeAsync(products, stream, new ParquetOptions { RowGroupSize = groupRows, CompressionMethod = CompressionMethod.None }, cancellationToken: Stop);
        return stream.ToArray();
    }

    sealed class Product
    {
        public string? Id { get; set; }

        public string? ImageUrl { get; set; }

        public string? Name { get; set; }

        public double Price { get; set; }

        public int Stock { get; set; }

        public bool Sale { get; set; }

        public List<string>? Colours { get; set; }
    }
}
