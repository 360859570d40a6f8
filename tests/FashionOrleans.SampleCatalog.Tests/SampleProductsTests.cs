using CsCheck;

namespace FashionOrleans.SampleCatalog.Tests;

public class SampleProductsTests
{
    static readonly string[] Genders = ["Men", "Women", "Boys", "Girls", "Unisex"];
    static readonly string[] Seasons = ["Summer", "Fall", "Winter", "Spring"];
    static readonly string[] Usages = ["Casual", "Formal", "Sports", "Party", "Ethnic", "Travel"];
    static readonly string[] MasterCategories = ["Apparel", "Footwear", "Accessories", "Personal Care"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(400)]
    [InlineData(2000)]
    public void A_catalogue_has_as_many_products_as_asked_for_each_with_its_own_id(int count)
    {
        var products = SampleProducts.Create(count);

        Assert.Equal(count, products.Count);
        Assert.Equal(count, products.Select(product => product.Id).Distinct().Count());
        Assert.All(products, product => Assert.All(product.Id, letter => Assert.True(char.IsAsciiDigit(letter))));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(100_001)]
    public void A_count_out_of_range_is_refused_with_the_range(int count)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => SampleProducts.Create(count));

        Assert.Contains("from 0 to 100000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_draws_the_same_products() => Gen.Int.Sample(
        seed =>
        {
            var (first, second) = (SampleProducts.Create(12, seed), SampleProducts.Create(12, seed));

            Assert.Equal(first.Select(product => product.Id), second.Select(product => product.Id));
            Assert.Equal(first.Select(product => product.Svg), second.Select(product => product.Svg));
            Assert.Equal(first.SelectMany(product => product.Attributes), second.SelectMany(product => product.Attributes));
        },
        iter: 8);

    [Fact]
    public void A_product_draws_the_same_picture_at_every_call() =>
        Assert.All(SampleProducts.Create(60), product => Assert.Equal(product.Svg, product.Svg));

    [Fact]
    public void Another_seed_draws_other_products()
    {
        var pictures = SampleProducts.Create(100, seed: 1).Select(product => product.Svg).ToHashSet();

        Assert.All(SampleProducts.Create(100, seed: 2), product => Assert.DoesNotContain(product.Svg, pictures));
    }

    [Fact]
    public void A_larger_catalogue_begins_with_the_smaller_one() => Gen.Select(Gen.Int[0, 60], Gen.Int).Sample(
        (count, seed) =>
        {
            var (small, large) = (SampleProducts.Create(count, seed), SampleProducts.Create(count + 20, seed));

            Assert.Equal(
                small.Select(product => (product.Id, product.Name)), large.Take(count).Select(product => (product.Id, product.Name)));
        },
        iter: 10);

    [Fact]
    public void No_two_products_have_the_same_picture()
    {
        var products = SampleProducts.Create(2000);

        Assert.Equal(products.Count, products.Select(product => product.Svg).Distinct().Count());
    }

    [Fact]
    public void Every_product_has_every_attribute_in_order_and_in_the_terms_of_the_field() => Assert.All(SampleProducts.Create(), product =>
    {
        Assert.Equal(SampleProduct.AttributeNames, product.Attributes.Keys);
        Assert.All(product.Attributes, pair => Assert.False(string.IsNullOrWhiteSpace(pair.Value.ToString())));
        Assert.Contains(product.Attributes["gender"], Genders);
        Assert.Contains(product.Attributes["masterCategory"], MasterCategories);
        Assert.Contains(product.Attributes["season"], Seasons);
        Assert.Contains(product.Attributes["usage"], Usages);
        Assert.InRange(Assert.IsType<double>(product.Attributes["price"]), 3, 500);
        Assert.All(product.Attributes.Where(pair => pair.Key != "price"), pair => Assert.IsType<string>(pair.Value));
    });

    [Fact]
    public void A_name_tells_gender_and_colour_and_reads_as_one_line() => Assert.All(SampleProducts.Create(), product =>
    {
        Assert.Equal(product.Attributes["productDisplayName"], product.Name);
        Assert.Contains($" {product.Attributes["gender"]} {product.Attributes["baseColour"]} ", product.Name, StringComparison.Ordinal);
        Assert.DoesNotContain("  ", product.Name, StringComparison.Ordinal);
        Assert.Equal(product.Name.Trim(), product.Name);
    });

    [Fact]
    public void An_article_type_stands_at_one_place_of_the_category_tree()
    {
        var places = SampleProducts.Create(1000)
            .GroupBy(
                product => product.Attributes["articleType"],
                product => (product.Attributes["masterCategory"], product.Attributes["subCategory"]));

        Assert.All(places, place => Assert.Single(place.Distinct()));
    }

    [Fact]
    public void The_demo_catalogue_is_a_mixed_shop()
    {
        var products = SampleProducts.Create();

        Assert.InRange(Values("articleType"), 35, 100);
        Assert.InRange(Values("subCategory"), 12, 50);
        Assert.InRange(Values("baseColour"), 20, 60);
        Assert.InRange(Values("pattern"), 12, 20);
        Assert.Equal(Genders.Length, Values("gender"));
        Assert.Equal(MasterCategories.Length, Values("masterCategory"));

        // Nothing crowds out the rest, and no kind is a single piece with nothing to compare it to.
        var sizes = products.GroupBy(product => product.Attributes["articleType"]).Select(group => group.Count()).ToArray();
        Assert.InRange(sizes.Max(), 5, 60);
        Assert.InRange(sizes.Min(), 2, 60);

        int Values(string attribute) => products.Select(product => product.Attributes[attribute]).Distinct().Count();
    }

    [Fact]
    public void Women_alone_wear_dresses_and_heels_and_men_alone_wear_ties() => Assert.All(SampleProducts.Create(1000), product =>
    {
        var (article, gender) = ((string)product.Attributes["articleType"], (string)product.Attributes["gender"]);
        if (article is "Dresses" or "Heels" or "Handbags" or "Earrings")
        {
            Assert.True(gender is "Women" or "Girls", product.Name);
        }
        else if (article is "Ties" or "Waistcoat")
        {
            Assert.Equal("Men", gender);
        }
    });
}
