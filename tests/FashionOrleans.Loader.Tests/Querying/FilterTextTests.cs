using FashionOrleans.Loader.Querying;

namespace FashionOrleans.Loader.Tests.Querying;

public sealed class FilterTextTests
{
    [Theory]
    [InlineData("gender=Women", """{"gender":"Women"}""")]
    [InlineData(" gender = Women , baseColour = Red ", """{"gender":"Women","baseColour":"Red"}""")]
    [InlineData("baseColour=Red|Navy Blue", """{"baseColour":["Red","Navy Blue"]}""")]
    [InlineData("baseColour!=Red", """{"baseColour":{"not":"Red"}}""")]
    [InlineData("baseColour!=Red|Pink", """{"baseColour":{"not":["Red","Pink"]}}""")]
    [InlineData("price<50", """{"price":{"lt":50}}""")]
    [InlineData("price<=49.5", """{"price":{"lte":49.5}}""")]
    [InlineData("price>-1", """{"price":{"gt":-1}}""")]
    [InlineData("year>=2010,year<2014", """{"$and":[{"year":{"gte":2010}},{"year":{"lt":2014}}]}""")]
    [InlineData("year=2012|2013", """{"year":[2012,2013]}""")]
    [InlineData("size=\"10\"", """{"size":"10"}""")]
    [InlineData("size=007", """{"size":"007"}""")]
    [InlineData("sale=true", """{"sale":true}""")]
    [InlineData("brand=\"Marks, Sons|Co\"", """{"brand":"Marks, Sons|Co"}""")]
    [InlineData("\"a=b\"=c", """{"a=b":"c"}""")]
    [InlineData("brand=\"\"", """{"brand":""}""")]
    public void A_filter_becomes_the_server_s_JSON(string text, string json) => Assert.Equal(json, FilterText.Parse(text).ToJson());

    [Fact]
    public void A_doubled_quote_is_a_quote() => Assert.Equal("""{"name":"12\u0022 disc"}""", FilterText.Parse("name=\"12\"\" disc\"").ToJson());

    [Theory]
    [InlineData("gender", "'gender' has no operator")]
    [InlineData("", "nothing between two commas")]
    [InlineData("gender=Women,", "nothing between two commas")]
    [InlineData("=Women", "no attribute name before '=Women'")]
    [InlineData("gender=", "a value of gender is missing")]
    [InlineData("baseColour=Red|", "a value of baseColour is missing")]
    [InlineData("price<cheap", "'cheap' after price< is not a number")]
    [InlineData("price<", "'' after price< is not a number")]
    [InlineData("brand=\"Marks", "a double quote is opened and not closed")]
    [InlineData("brand=\"Marks\" Sons", "text after its closing quote")]
    public void A_filter_that_cannot_be_read_is_refused_with_a_sentence(string text, string sentence)
    {
        var message = Assert.Throws<InputException>(() => FilterText.Parse(text)).Message;

        Assert.Contains(sentence, message);
        Assert.Contains("An example: gender=Women", message);
    }
}
