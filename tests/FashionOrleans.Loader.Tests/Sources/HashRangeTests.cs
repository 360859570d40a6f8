using FashionOrleans.Loader.Sources;

namespace FashionOrleans.Loader.Tests.Sources;

public sealed class HashRangeTests
{
    [Theory]
    [InlineData("1163", 44)]
    [InlineData("15970", 2)]
    [InlineData("39386", 83)]
    [InlineData("dress~009b3c31", 25)]
    public void The_bucket_is_the_MD5_of_the_id_modulo_100(string id, int bucket) => Assert.Equal(bucket, HashRange.BucketOf(id));

    [Theory]
    [InlineData("5-9", 5, 9)]
    [InlineData("7", 7, 7)]
    [InlineData("0-99", 0, 99)]
    public void A_range_is_two_numbers_or_one(string text, int first, int last)
    {
        Assert.True(HashRange.TryParse(text, out var range));
        Assert.Equal(new HashRange(first, last), range);
    }

    [Theory]
    [InlineData("9-5")]
    [InlineData("0-100")]
    [InlineData("-5")]
    [InlineData("a-b")]
    [InlineData("")]
    public void Anything_else_is_not_a_range(string text) => Assert.False(HashRange.TryParse(text, out _));

    [Fact]
    public void Ranges_that_share_no_number_share_no_item()
    {
        var ids = Enumerable.Range(0, 2_000).Select(id => $"{id}").ToList();

        var parts = new[] { new HashRange(0, 4), new HashRange(5, 9), new HashRange(10, 99) };

        Assert.All(ids, id => Assert.Single(parts, part => part.Contains(id)));
        Assert.InRange(ids.Count(parts[1].Contains), 60, 140);
    }
}
