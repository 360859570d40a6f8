using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FashionOrleans.Fuzz.Mutation;

/// <summary>Draws JSON out of a target's words: objects whose members have names that are known and values of any kind.</summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="names">Names of members.</param>
sealed class JsonGenerator(Random random, IReadOnlyList<string> names)
{
    static readonly string[] Texts = ["", "a", "auto", "mean", "best", "gender", "Women", "s-1", "../x", "\u0000", "é", "🩳", "x\"y", "AAAA", "null", "1"];
    static readonly double[] Numbers = [0, 1, -1, 0.5, 5, 1000, 1e10, -1e300, 1e-320, 9007199254740993, 0.1];

    public byte[] Object() => Encoding.UTF8.GetBytes(Object(random.Next(1, 5)));

    string Object(int depth) =>
        "{" + string.Join(',', Enumerable.Range(0, random.Next(6)).Select(_ => $"{Quote(Name())}:{Value(depth - 1)}")) + "}";

    string Value(int depth) => random.Next(depth > 0 ? 10 : 6) switch
    {
        0 => "null",
        1 => random.Next(2) == 0 ? "true" : "false",
        2 => Numbers[random.Next(Numbers.Length)].ToString("R", CultureInfo.InvariantCulture),
        3 => random.Next(-3, 2000).ToString(CultureInfo.InvariantCulture),
        4 or 5 => Quote(random.Next(3) == 0 ? Name() : Texts[random.Next(Texts.Length)]),
        6 or 7 => "[" + string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => Value(depth - 1))) + "]",
        _ => Object(depth),
    };

    string Name() => names.Count > 0 && random.Next(20) > 0 ? names[random.Next(names.Count)] : Texts[random.Next(Texts.Length)];

    static string Quote(string text) => JsonSerializer.Serialize(text);
}
