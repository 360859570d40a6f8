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
    }

    public string Required(string name) =>
        _values.TryGetValue(name, out var value) ? value : throw new ArgumentException($"{name} is missing. Give it, for example: {name} VALUE.");

    public string Text(string name, string whenAbsent) => _values.GetValueOrDefault(name, whenAbsent);

    public int Number(string name, int whenAbsent) => !_values.TryGetValue(name, out var text)
        ? whenAbsent
        : int.TryParse(text, out var number) && number > 0 ? number : throw new ArgumentException($"{name} is \"{text}\"; it must be a whole number above 0.");
}
