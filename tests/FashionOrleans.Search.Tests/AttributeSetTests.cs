using System.Text;

namespace FashionOrleans.Search.Tests;

public sealed class AttributeSetTests
{
    static string Canonical(string json) => Encoding.UTF8.GetString(AttributeSet.Parse(Encoding.UTF8.GetBytes(json)).Utf8Json.Span);

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("", "{}")]
    [InlineData("""{ "b": 1.50, "a": "x", "gone": null }""", """{"a":"x","b":1.50}""")]
    [InlineData("""{"t":["y","x","y"],"f":true}""", """{"f":true,"t":["y","x"]}""")]
    [InlineData("""{"name":"Zo\u00eb & Søn","n":-0.1e3}""", """{"n":-0.1e3,"name":"Zoë & Søn"}""")]
    public void The_canonical_form_is_sorted_and_compact(string json, string expected) => Assert.Equal(expected, Canonical(json));

    [Theory]
    [InlineData("[1]", "JSON object")]
    [InlineData("""{"a":{"b":1}}""", "flat")]
    [InlineData("""{"a":[1]}""", "strings only")]
    [InlineData("""{"a":[["x"]]}""", "strings only")]
    [InlineData("""{"a":1,"a":2}""", "twice")]
    [InlineData("""{"$a":1}""", "'$'")]
    [InlineData("""{"":1}""", "name")]
    [InlineData("""{"a":1e999}""", "range")]
    [InlineData("""{"a":1""", "not valid JSON")]
    [InlineData("""{"a":1} {}""", "not valid JSON")]
    [InlineData("""{"a":"\ud800"}""", "Unicode")]
    public void A_wrong_set_is_refused_with_a_sentence(string json, string part)
    {
        var e = Assert.Throws<AttributeFormatException>(() => Canonical(json));
        Assert.Contains(part, e.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limits_hold()
    {
        var many = "{" + string.Join(',', Enumerable.Range(0, AttributeSet.MaxFields).Select(i => $"\"f{i}\":{i}"));
        Assert.Equal(AttributeSet.MaxFields, AttributeSet.Parse(Encoding.UTF8.GetBytes(many + "}")).Count);
        Assert.Throws<AttributeFormatException>(() => Canonical(many + ",\"one\":1}"));
        Assert.Throws<AttributeFormatException>(() => Canonical("{\"a\":\"" + new string('x', AttributeSet.MaxBytes) + "\"}"));
    }

    [Fact]
    public void Invalid_utf8_is_refused_with_a_sentence() =>
        Assert.Throws<AttributeFormatException>(() => AttributeSet.Parse([.. "{\"a\":\""u8, 0xff, 0xfe, .. "\"}"u8]));
}
