using CsCheck;
using FashionOrleans.Loader.Metadata;

namespace FashionOrleans.Loader.Tests.Metadata;

public sealed class CsvRecordsTests
{
    [Theory]
    [InlineData("a,b,c", "a|b|c")]
    [InlineData("a,,c,", "a||c|")]
    [InlineData("\"a,b\",c", "a,b|c")]
    [InlineData("\"say \"\"hi\"\"\",c", "say \"hi\"|c")]
    [InlineData("\"\",c", "|c")]
    [InlineData("a \"b\" c,d", "a \"b\" c|d")]
    [InlineData("\"a\" tail,d", "a tail|d")]
    public void Fields_are_read_as_RFC_4180_writes_them_and_as_people_do(string line, string fields) =>
        Assert.Equal([fields.Split('|')], Read(line));

    [Fact]
    public void A_quoted_field_may_span_lines() =>
        Assert.Equal([["1", "two\nlines"], ["2", "x"]], Read("1,\"two\r\nlines\"\r\n2,x\r\n"));

    [Fact]
    public void A_quote_that_is_never_closed_costs_no_other_row()
    {
        var rows = string.Join('\n', Enumerable.Range(2, 200).Select(id => $"{id},name {id}"));

        var records = Read($"1,\"12 inch\n{rows}");

        Assert.Equal(201, records.Count);
        Assert.Equal(["1", "\"12 inch"], records[0]);
        Assert.Equal(["201", "name 201"], records[^1]);
    }

    [Fact]
    public void Two_unclosed_quotes_in_a_row_cost_no_other_row() =>
        Assert.Equal([["1", "\"a"], ["2", "b"], ["3", "c\" tail"]], Read("1,\"a\n2,b\n3,c\" tail"));

    [Fact]
    public void Blank_lines_are_passed_over() => Assert.Equal([["a"], ["b"]], Read("\n a\n\n  \nb\n\n").Select(record => record.Select(field => field.Trim())));

    [Fact]
    public void What_is_written_by_the_rules_is_read_back()
    {
        var field = Gen.Char["ab,\"\n "].Array[0, 6].Select(letters => new string(letters));
        // A record of one blank field is a blank line, which is passed over.
        field.Array[2, 5].Where(fields => fields.Any(text => text.Trim().Length > 0)).Array[0, 8].Sample(records =>
        {
            var text = string.Concat(records.Select(fields => string.Join(',', fields.Select(Quoted)) + "\n"));
            Assert.Equal(records, Read(text));
        });
    }

    static string Quoted(string field) => $"\"{field.Replace("\"", "\"\"")}\"";

    static List<string[]> Read(string text)
    {
        var (records, fields) = (new List<string[]>(), new List<string>());
        var reader = new CsvRecords(new StringReader(text));
        while (reader.Read(fields)) records.Add([.. fields]);
        return records;
    }
}
