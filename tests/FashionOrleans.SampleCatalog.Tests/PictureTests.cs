using NetVips;

namespace FashionOrleans.SampleCatalog.Tests;

public class PictureTests
{
    [Theory]
    [InlineData(480, 640)]
    [InlineData(60, 80)]
    [InlineData(224, 224)]
    [InlineData(333, 111)]
    [InlineData(960, 1280)]
    public void A_picture_has_the_asked_size(int width, int height)
    {
        byte[][] pictures = [SampleProducts.Create(1)[0].RenderJpeg(width, height), ShopperPhotos.Create()[0].RenderJpeg(width, height)];
        foreach (var jpeg in pictures)
        {
            using var picture = Image.NewFromBuffer(jpeg);

            Assert.Equal("jpegload_buffer", picture.Get("vips-loader"));
            Assert.Equal((width, height, 3), (picture.Width, picture.Height, picture.Bands));
        }
    }

    [Theory]
    [InlineData(15, 640)]
    [InlineData(480, 4097)]
    [InlineData(-1, 0)]
    public void A_size_out_of_range_is_refused_with_the_range(int width, int height)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => SampleProducts.Create(1)[0].RenderJpeg(width, height));

        Assert.Contains("from 16 to 4096", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_product_stands_out_from_an_almost_white_backdrop_and_stays_inside_the_frame()
    {
        foreach (var product in SampleProducts.Create())
        {
            using var picture = Image.NewFromBuffer(product.RenderJpeg(96, 128));
            using var grey = picture.Colourspace(Enums.Interpretation.Bw);
            using var darkest = picture[0].Bandrank([picture[1], picture[2]], index: 0);
            using var drawn = darkest < 215;

            // Share of clearly coloured pixels, of all and along the frame. White products show their edges and shadows only.
            var share = drawn.Avg() / 255;
            Assert.True(share is > 0.003 and < 0.9, $"{product.Id} {product.Name}: {share:P1} of the picture is drawn on");
            Assert.True(grey.Deviate() > 5, $"{product.Id} {product.Name}: the picture is nearly blank");
            foreach (var (left, top, width, height) in new[] { (0, 0, 96, 2), (0, 126, 96, 2), (0, 0, 2, 128), (94, 0, 2, 128) })
            {
                using var rim = grey.Crop(left, top, width, height);
                Assert.True(rim.Min() > 200, $"{product.Id} {product.Name}: the product touches the frame");
            }
        }
    }

    [Fact]
    public void Solid_products_show_their_base_colour()
    {
        // A few names whose colours are far apart; the brightest and darkest are judged by lightness, the rest by the strongest channel.
        var plain = SampleProducts.Create(800)
            .Where(product => product.Attributes["pattern"] is "Solid")
            .Where(product => product.Attributes["articleType"] is "Tshirts" or "Sweatshirts" or "Trousers");
        foreach (var product in plain)
        {
            using var picture = Image.NewFromBuffer(product.RenderJpeg(96, 128));
            using var middle = picture.Crop(34, 50, 28, 28);
            var (red, green, blue) = (middle[0].Avg(), middle[1].Avg(), middle[2].Avg());
            var told = $"{product.Id} {product.Name} is drawn in ({red:F0}, {green:F0}, {blue:F0})";
            switch ((string)product.Attributes["baseColour"])
            {
                case "Red" or "Maroon":
                    Assert.True(red > green + 20 && red > blue + 20, told);
                    break;
                case "Navy Blue" or "Blue":
                    Assert.True(blue > red + 10, told);
                    break;
                case "Green" or "Olive":
                    Assert.True(green > blue + 8, told);
                    break;
                case "Black":
                    Assert.True(Math.Max(red, Math.Max(green, blue)) < 90, told);
                    break;
                case "White":
                    Assert.True(Math.Min(red, Math.Min(green, blue)) > 170, told);
                    break;
            }
        }
    }

    [Fact]
    public void Shopper_photos_are_no_studio_shots()
    {
        Assert.All(ShopperPhotos.Create(), photo =>
        {
            using var picture = Image.NewFromBuffer(photo.RenderJpeg(96, 128));
            using var corner = picture.Crop(0, 0, 12, 12);

            Assert.True(corner.Avg() < 225, $"{photo.Id} has a white corner");
        });
    }
}
