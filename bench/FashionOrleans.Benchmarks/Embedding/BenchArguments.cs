using System.Globalization;

namespace FashionOrleans.Benchmarks.Embedding;

/// <summary>Pairs of <c>--name value</c> after the bench's name.</summary>
sealed class BenchArguments
{
    readonly Dictionary<string, string> _values = [];

    /// <exception cref="ArgumentException">A name without a value, or one that the bench does not know.</exception>
    public BenchArguments(ReadOnlySpan<string> arguments, params ReadOnlySpan<string> known)
    {
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (!known.Contains(arguments[i]) || i + 1 == arguments.Length)
                throw new ArgumentException($"\"{arguments[i]}\" is not understood. The options, each with a value: {string.Join(", ", known!)}.");
            _values[arguments[i]] = arguments[i + 1];
        }
    }

    /// <summary>Runs a bench; a wrong argument becomes a sentence and exit code 1.</summary>
    public static async Task<int> GuardAsync(Func<string[], Task<int>> bench, string[] arguments)
    {
        try
        {
            return await bench(arguments);
        }
        catch (ArgumentException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
        catch (IOException exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            Console.Error.WriteLine($"{exception.Message} Check the path that was given.");
            return 1;
        }
    }

    public string Required(string name) =>
        _values.TryGetValue(name, out var value) ? value : throw new ArgumentException($"{name} is missing. Give it, for example: {name} VALUE.");

    public string Text(string name, string whenAbsent) => _values.GetValueOrDefault(name, whenAbsent);

    public int Number(string name, int whenAbsent) => !_values.TryGetValue(name, out var text)
        ? whenAbsent
        : int.TryParse(text, out var number) && number > 0 ? number : throw new ArgumentException($"{name} is \"{text}\"; it must be a whole number above 0.");

    /// <summary>A whole number that may be 0.</summary>
    public int Whole(string name, int whenAbsent) => Text(name, "") == "0" ? 0 : Number(name, whenAbsent);

    /// <summary>A number of 0 or more.</summary>
    public double Real(string name, double whenAbsent) => _values.TryGetValue(name, out var text) ? Parse(name, text) : whenAbsent;

    /// <summary>Numbers of 0 or more, separated by commas.</summary>
    public double[] Reals(string name, double[] whenAbsent) =>
        _values.TryGetValue(name, out var text) ? [.. text.Split(',').Select(part => Parse(name, part))] : whenAbsent;

    /// <summary>Whole numbers above 0, separated by commas.</summary>
    public int[] Numbers(string name, int[] whenAbsent) => !_values.TryGetValue(name, out var text)
        ? whenAbsent
        :
        [
            .. text.Split(',').Select(part => int.TryParse(part, out var number) && number > 0
                ? number
                : throw new ArgumentException($"{name} is \"{text}\"; it must be whole numbers above 0, separated by commas.")),
        ];

    /// <summary>Numbers above 0 and below 1, separated by commas.</summary>
    public double[] Shares(string name, double[] whenAbsent)
    {
        var shares = Reals(name, whenAbsent);
        return Array.TrueForAll(shares, share => share is > 0 and < 1)
            ? shares
            : throw new ArgumentException($"{name} is \"{Text(name, "")}\"; it must be numbers above 0 and below 1, separated by commas.");
    }

    static double Parse(string name, string text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < double.PositiveInfinity
            ? number
            : throw new ArgumentException($"{name} is \"{text}\"; it must be a number of 0 or more, as 2.5.");
}
