using System.Globalization;
using System.Text.Json;

namespace FashionOrleans.Embedding;

/// <summary>An object inside a manifest that knows where it is, so that every complaint names file, key, value and what is allowed.</summary>
/// <param name="file">The manifest's path.</param>
/// <param name="path">Dotted path of the object in the manifest; empty for the root.</param>
/// <param name="element">The JSON object.</param>
readonly struct ManifestObject(string file, string path, JsonElement element)
{
    public static ManifestObject Root(string file, JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? new(file, "", element)
        : throw new ModelPackException($"{file} holds {Describe(element)}; it must hold a JSON object.");

    public ManifestObject Object(string key)
    {
        var value = Required(key, "an object");
        return value.ValueKind == JsonValueKind.Object
            ? new ManifestObject(file, KeyPath(key), value)
            : throw Invalid(key, value, "an object");
    }

    public ManifestObject? OptionalObject(string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? Object(key) : null;

    public string String(string key, string allowed, Func<string, bool> isAllowed)
    {
        var value = Required(key, allowed);
        return value.ValueKind == JsonValueKind.String && isAllowed(value.GetString()!) ? value.GetString()! : throw Invalid(key, value, allowed);
    }

    public string? OptionalString(string key)
    {
        if (!element.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Invalid(key, value, "a string");
    }

    /// <summary>An array of strings; empty when the key is missing.</summary>
    public string[] OptionalStrings(string key)
    {
        if (!element.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null)
            return [];
        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(text => text.GetString()!)]
            : throw Invalid(key, value, "an array of strings");
    }

    public int Integer(string key, int min, int max)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"an integer from {min} to {max}");
        var value = Required(key, allowed);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max
            ? number
            : throw Invalid(key, value, allowed);
    }

    public double Number(string key, string allowed, Func<double, bool> isAllowed)
    {
        var value = Required(key, allowed);
        return TryNumber(value, out var number) && isAllowed(number) ? number : throw Invalid(key, value, allowed);
    }

    public double[] Numbers(string key, int count, string allowed, Func<double, bool> isAllowed)
    {
        var value = Required(key, allowed);
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != count)
            throw Invalid(key, value, allowed);
        var numbers = new double[count];
        for (var i = 0; i < count; i++)
        {
            if (!TryNumber(value[i], out numbers[i]) || !isAllowed(numbers[i]))
                throw Invalid(key, value, allowed);
        }
        return numbers;
    }

    /// <summary>One of the listed words; words are matched exactly.</summary>
    public T OneOf<T>(string key, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        var words = new string[choices.Length];
        for (var i = 0; i < words.Length; i++)
            words[i] = $"\"{choices[i].Word}\"";
        var allowed = words.Length == 1 ? words[0] : $"{string.Join(", ", words[..^1])} or {words[^1]}";
        var value = Required(key, allowed);
        if (value.ValueKind == JsonValueKind.String)
        {
            foreach (var (word, choice) in choices)
            {
                if (value.GetString() == word)
                    return choice;
            }
        }
        throw Invalid(key, value, allowed);
    }

    static bool TryNumber(JsonElement value, out double number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out number) && double.IsFinite(number);
    }

    static string Describe(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 60 ? text : $"{text.AsSpan(0, 60)}...";
    }

    string KeyPath(string key) => path.Length == 0 ? key : $"{path}.{key}";

    JsonElement Required(string key, string allowed) => element.TryGetProperty(key, out var value)
        ? value
        : throw new ModelPackException($"{file}: \"{KeyPath(key)}\" is missing; it must be {allowed}.");

    ModelPackException Invalid(string key, JsonElement value, string allowed) =>
        new($"{file}: \"{KeyPath(key)}\" is {Describe(value)}; it must be {allowed}.");
}
