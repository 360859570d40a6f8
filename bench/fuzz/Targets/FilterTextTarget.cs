using System.Text;
using FashionOrleans.Loader.Querying;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>A filter of the loader's command line; what it is turned into, the server must be able to read.</summary>
sealed class FilterTextTarget : IFuzzTarget
{
    static readonly string[] Names = ["gender", "price", "\"a,b\"", "base Colour", "x"];
    static readonly string[] Operators = ["=", "!=", "<", "<=", ">", ">="];
    static readonly string[] Values = ["Women", "5", "true", "\"Marks, Sons\"", "\"10\"", "1e3", "a|b", "\"x\"\"y\"", ""];

    public string Name => "filtertext";

    public IReadOnlyList<byte[]> Seeds { get; } =
        [.. new[] { "gender=Women,baseColour=Red|Pink,price<50", "brand=\"Marks, Sons\",size=\"10\"", "a!=b|c,d>=1e3", "\"na=me\"=\"\"", "x=true" }.Select(Encoding.UTF8.GetBytes)];

    public IReadOnlyList<string> Words { get; } = [.. Operators, .. Values, ",", "|", "\"", "\"\"", " ", "NaN", "1e999", "\u0000"];

    public byte[] Generate(Random random) => Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, random.Next(1, 5)).Select(_ =>
        Names[random.Next(Names.Length)] + Operators[random.Next(Operators.Length)] + Values[random.Next(Values.Length)])));

    public void Run(byte[] input)
    {
        var filter = FilterText.Parse(Encoding.UTF8.GetString(input));
        try
        {
            Search.Filter.Parse(Encoding.UTF8.GetBytes(filter.ToString()!));
        }
        catch (Search.FilterFormatException)
        {
            // Past the server's limits, or a name that starts with '$': it says so.
        }
    }
}
