namespace FashionOrleans.Search.Tests.Text;

public sealed class WordReaderTests
{
    [Theory]
    [InlineData("Red Floral Dress", "red floral dress")]
    [InlineData("Dresses, watches & sunglasses", "dress watch sunglass")]
    [InlineData("Sunglass", "sunglass")]
    [InlineData("shoes jeans bags boxes accessories bus", "shoe jean bag box accessory bus")]
    [InlineData("Levi's Levis", "levi levi")]
    [InlineData("Été CAFE\u0301 naïve", "ete cafe naive")]
    [InlineData("T-Shirt 2012/XL", "t shirt 2012 xl")]
    [InlineData("赤い ドレス", "赤い ドレス")]
    [InlineData("  \t.,;!", "")]
    [InlineData("", "")]
    public void Text_is_cut_into_words_as_they_are_compared(string text, string expected) =>
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), WordReader.Read(text));

    [Fact]
    public void A_query_has_each_word_once_and_a_bounded_number_of_them()
    {
        Assert.Equal(["red", "dress"], WordReader.OfQuery("red Dress, RED dresses"));
        Assert.Equal(WordReader.MaxQueryWords, WordReader.OfQuery(string.Join(' ', Enumerable.Range(0, 100))).Count);
        Assert.Equal(new string('x', WordReader.MaxWordLength), Assert.Single(WordReader.OfQuery(new string('x', 1000))));
    }
}
