using CsCheck;
using FashionOrleans.Loader.Sources;

namespace FashionOrleans.Loader.Tests.Sources;

public sealed class ItemIdsTests
{
    static readonly Gen<string> Path = Gen.Select(
        OneOf("a", "b/", "/", "~", ":", "@", "é", " ", ".", ".jpg", ".png", ".JPG", "x/y", "2F").Array[1, 3].Select(string.Concat),
        OneOf(".jpg", ".png", ".JPG", ".jpeg"),
        (stem, extension) => stem + extension);

    [Theory]
    [InlineData("1163.jpg", "1163")]
    [InlineData("dress/009b-1.jpg", "dress~009b-1")]
    [InlineData("dress/1.png", "dress~1.png")]
    [InlineData("dress/1.png.jpg", "dress~1.png.jpg")]
    [InlineData("dress/1.JPG", "dress~1.JPG")]
    [InlineData("T Shirt/a~b:c@d.jpg", "T:20Shirt~a:7Eb:3Ac:40d")]
    [InlineData("été/1.jpg", ":C3:A9t:C3:A9~1")]
    public void A_path_becomes_an_id(string path, string id) => Assert.Equal(id, ItemIds.FromPath(path));

    [Fact]
    public void Different_paths_have_different_ids() => Path.Array[100].Select(paths => paths.Distinct(StringComparer.Ordinal).ToList()).Sample(paths =>
        Assert.Distinct(paths.Select(ItemIds.FromPath), StringComparer.Ordinal));

    [Fact]
    public void Every_id_is_one_that_the_server_takes() => Path.Array[1, 12].Select(string.Concat).Sample(path =>
        Assert.Matches("^(?!\\.{1,2}$)[A-Za-z0-9._~:@+-]{1,128}$", ItemIds.FromPath(path)));

    [Fact]
    public void Long_paths_that_differ_only_at_the_end_stay_apart()
    {
        var folder = new string('a', 300);

        var (one, other) = (ItemIds.FromPath($"{folder}/1.jpg"), ItemIds.FromPath($"{folder}/2.jpg"));

        Assert.Equal(128, one.Length);
        Assert.NotEqual(one, other);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    public void Names_that_mean_something_in_a_path_are_replaced(string name) => Assert.StartsWith($"{name}@", ItemIds.FromName(name));

    static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
}
