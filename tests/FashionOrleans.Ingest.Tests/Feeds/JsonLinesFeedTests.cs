using FashionOrleans.Contracts;

namespace FashionOrleans.Ingest.Tests.Feeds;

/// <summary>JSON objects, one a line.</summary>
public sealed class JsonLinesFeedTests
{
    [Fact]
    public async Task Rows_are_read_with_attributes_beside_and_inside()
    {
        var rows = await FeedText.ReadAsync(
            FeedFormat.JsonLines,
            """
            {"id":"a","imageUrl":"http://a/1.jpg","name":"Shirt","price":12.5,"tags":["x","y"],"nothing":null}
            {"id":17,"image_link":"http://a/2.jpg","attributes":{"sale":true}}

            {"sku":"c","imageUrl":"http://a/3.jpg"}
            """ + "\r\n");

        Assert.Equal(
            ["""1 a http://a/1.jpg {"name":"Shirt","price":12.5,"tags":["x","y"]}""", """2 17 http://a/2.jpg {"sale":true}""", """3 c http://a/3.jpg {}"""],
            rows.Select(row => row.Show()));
    }

    [Fact]
    public async Task A_line_that_is_no_object_is_refused_alone()
    {
        var rows = await FeedText.ReadAsync(
            FeedFormat.JsonLines,
            "{\"id\":\"a\",\"image\":\"u\"}\n{\"id\":\n[1]\nwhat\n{\"id\":\"b\",\"id\":\"c\"}\n{\"id\":\"long\",\"name\":\"" + new string('x', 1_100_000) + "\"}\n{\"id\":\"z\",\"image\":\"u\"}");

        Assert.Equal(["1 a u {}", "2  refused", "3  refused", "4  refused", "5  refused", "6  refused", "7 z u {}"], rows.Select(row => row.Show()));
    }

    [Fact]
    public async Task A_row_without_an_id_or_address_says_so_by_having_none()
    {
        var rows = await FeedText.ReadAsync(FeedFormat.JsonLines, "{\"name\":\"a\"}\n{\"id\":true,\"image\":{}}");

        Assert.All(rows, row => Assert.Null(row.Id));
        Assert.All(rows, row => Assert.Null(row.Image));
    }
}
