using FashionOrleans.Client;
using FashionOrleans.Loader.Metadata;

namespace FashionOrleans.Loader.Tests.Metadata;

public sealed class MetadataTableTests
{
    const string Header = "id,gender,year,price,code,productDisplayName\n";

    [Fact]
    public void Unquoted_commas_in_the_name_stay_in_the_name()
    {
        var table = Read(Header + "1,Men,2012,9.5,007,Shirt, blue,  slim\n");

        Assert.Equal("Shirt, blue,  slim", table.LabelOf("1", "productDisplayName"));
        Assert.Equal(1, table.Traits.RowsWithExtraCommas);
    }

    [Fact]
    public void A_column_of_numbers_becomes_numbers_and_digits_that_are_a_name_stay_text()
    {
        var attributes = Read(Header + "1,Men,2012,9.5,007,Shirt\n2,Men,,-10,12,Shirt\n").AttributesOf("1")!;

        Assert.Equal<AttributeValue>(2012.0, attributes["year"]);
        Assert.Equal<AttributeValue>(9.5, attributes["price"]);
        Assert.Equal<AttributeValue>("007", attributes["code"]);
    }

    [Fact]
    public void One_word_in_a_column_makes_the_column_text() =>
        Assert.Equal<AttributeValue>("2012", Read(Header + "1,Men,2012,1,1,a\n2,Men,about 2013,1,1,b\n").AttributesOf("1")!["year"]);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("NA")]
    [InlineData("n/a")]
    [InlineData("NaN")]
    [InlineData("NULL")]
    public void A_blank_label_is_absent(string blank)
    {
        var table = Read(Header + $"1,{blank},2012,1,1,Shirt\n");

        Assert.DoesNotContain("gender", table.AttributesOf("1")!.Keys);
        Assert.Null(table.LabelOf("1", "gender"));
        Assert.Equal(1, table.Traits.BlankLabels);
    }

    [Fact]
    public void Short_rows_duplicates_and_rows_without_an_id_are_counted()
    {
        var table = Read(Header + "1,Men\n1,Women,2012,1,1,Other\n,Men,2012,1,1,Shirt\n");

        Assert.Equal((3, 1, 1, 1), (table.Traits.Rows, table.Traits.ShortRows, table.Traits.DuplicateRows, table.Traits.RowsWithoutId));
        Assert.Equal<AttributeValue>("Men", table.AttributesOf("1")!["gender"]);
        Assert.Single(table.AttributesOf("1")!);
    }

    [Fact]
    public async Task The_id_may_be_the_name_of_the_picture_and_the_file_may_begin_with_a_byte_order_mark()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "ID,gender\n12.jpg,Men\n", new System.Text.UTF8Encoding(true), TestContext.Current.CancellationToken);
            Assert.Equal("Men", (await MetadataTable.LoadAsync(file, "id", TestContext.Current.CancellationToken)).LabelOf("12", "gender"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("sku,gender\n1,Men\n", "no column named id; its columns are sku, gender")]
    [InlineData("id,gender,gender\n1,Men,Men\n", "two columns named gender")]
    public void A_file_that_cannot_be_used_is_refused_with_a_sentence(string csv, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<InputException>(() => Read(csv)).Message);

    static MetadataTable Read(string csv) => MetadataTable.Read(new StringReader(csv), "styles.csv", "id");
}
