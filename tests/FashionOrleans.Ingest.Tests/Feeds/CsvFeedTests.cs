using System.Text;
using FashionOrleans.Contracts;
using FashionOrleans.Ingest.Feeds;

namespace FashionOrleans.Ingest.Tests.Feeds;

/// <summary>Tables of texts.</summary>
public sealed class CsvFeedTests
{
    [Fact]
    public async Task Rows_are_read_with_numbers_where_a_whole_column_is_of_them()
    {
        var rows = await FeedText.ReadAsync(
            FeedFormat.Csv,
            "id,image_link,name,price,size,code\r\n1,http://a/1.jpg,\"Shirt, \"\"red\"\"\",12.5,42,007\r\n2,http://a/2.jpg,,9,M,008\r\n\r\n3,http://a/3.jpg,Grün,10,43,009\n");

        Assert.Equal(
            [
                """1 1 http://a/1.jpg {"name":"Shirt, \u0022red\u0022","price":12.5,"size":"42","code":"007"}""",
                """2 2 http://a/2.jpg {"price":9,"size":"M","code":"008"}""",
                """3 3 http://a/3.jpg {"name":"Gr\u00FCn","price":10,"size":"43","code":"009"}""",
            ],
            rows.Select(row => row.Show()));
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task The_delimiter_is_the_one_that_the_header_has(char delimiter)
    {
        var rows = await FeedText.ReadAsync(FeedFormat.Csv, "\uFEFFsku,imageUrl,name\n1,http://a/1.jpg,a\n".Replace(',', delimiter));

        Assert.Equal(["""1 1 http://a/1.jpg {"name":"a"}"""], rows.Select(row => row.Show()));
    }

    [Fact]
    public async Task Columns_can_be_named_and_attributes_chosen()
    {
        var rows = await FeedText.ReadAsync(
            FeedFormat.Csv, "number,photo,id,name,secret\n7,http://a/1.jpg,x,a,b\n", new FeedColumns("number", "photo", ["name", "id"]));

        Assert.Equal(["""1 7 http://a/1.jpg {"id":"x","name":"a"}"""], rows.Select(row => row.Show()));
    }

    [Fact]
    public async Task Declared_fields_are_what_they_are_declared_to_be()
    {
        var rows = await FeedText.ReadAsync(
            FeedFormat.Csv, "id,image,size,sale,colours,price\n1,u,42,TRUE,red | blue,1e2\n2,u,43,perhaps,red,cheap\n", null,
            ("size", "keyword"), ("sale", "bool"), ("colours", "tags"), ("price", "number"));

        Assert.Equal(
            ["""1 1 u {"size":"42","sale":true,"colours":["red","blue"],"price":100}""", """2 2 u {"size":"43","sale":"perhaps","colours":["red"],"price":"cheap"}"""],
            rows.Select(row => row.Show()));
    }

    [Fact]
    public async Task A_row_with_too_few_or_too_many_fields_is_refused_alone()
    {
        var rows = await FeedText.ReadAsync(FeedFormat.Csv, "id,image,name\n1,u,a\n2,u\n3,u,a,b\n4,,\n5,u,e\n");

        Assert.Equal(["1 1 u {\"name\":\"a\"}", "2 2 refused", "3 3 refused", "4 4  {}", "5 5 u {\"name\":\"e\"}"], rows.Select(row => row.Show()));
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_ends_the_reading_after_the_rows_before_it()
    {
        var rows = new List<FeedRow>();
        var text = "id,image,name\n1,u,a\n2,u,b\n3,u,\"" + string.Concat(Enumerable.Repeat("c,d\n", 40_000));

        var broken = await Assert.ThrowsAsync<FeedException>(() => FeedText.ReadIntoAsync(rows, FeedFormat.Csv, Encoding.UTF8.GetBytes(text)));

        Assert.Equal(2, rows.Count);
        Assert.Contains("after row 2", broken.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("name,image\na,b\n", "no column of ids")]
    [InlineData("id,name\n1,b\n", "no column of pictures' addresses")]
    [InlineData("id,image,name,name\n1,u,a,b\n", "two columns 'name'")]
    public async Task A_table_that_is_no_feed_is_told(string text, string why)
    {
        var broken = await Assert.ThrowsAsync<FeedException>(() => FeedText.ReadAsync(FeedFormat.Csv, text));

        Assert.Contains(why, broken.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", broken.Message, StringComparison.Ordinal);
    }
}
