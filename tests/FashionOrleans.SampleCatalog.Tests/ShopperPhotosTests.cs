namespace FashionOrleans.SampleCatalog.Tests;

public class ShopperPhotosTests
{
    [Fact]
    public void Photos_have_names_that_fit_an_address_and_differ()
    {
        var photos = ShopperPhotos.Create();

        Assert.InRange(photos.Count, 6, 20);
        Assert.Equal(photos.Count, photos.Select(photo => photo.Id).Distinct().Count());
        Assert.All(photos, photo => Assert.Matches("^[a-z]+(-[a-z]+)*$", photo.Id));
        Assert.All(photos, photo => Assert.False(string.IsNullOrWhiteSpace(photo.Caption)));
    }

    [Fact]
    public void Photos_are_the_same_every_time()
    {
        Assert.Equal(ShopperPhotos.Create().Select(photo => photo.Svg), ShopperPhotos.Create().Select(photo => photo.Svg));
        Assert.Equal(ShopperPhotos.Create()[0].RenderJpeg(60, 80), ShopperPhotos.Create()[0].RenderJpeg(60, 80));
    }

    [Fact]
    public void The_demo_catalogue_has_something_to_answer_each_photo_with()
    {
        var products = SampleProducts.Create();

        Assert.All(ShopperPhotos.Create(), photo => Assert.Contains(products, product =>
            photo.ArticleType.Equals(product.Attributes["articleType"]) && photo.BaseColour.Equals(product.Attributes["baseColour"])));
    }
}
