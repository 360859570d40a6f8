using System.Globalization;

namespace FashionOrleans.Embedding;

static class OptionRange
{
    /// <summary>A sentence that names the option, the value and what is allowed, when the value is out of range.</summary>
    public static IEnumerable<string> Check(string option, long value, long min, long max)
    {
        if (value < min || value > max)
            yield return string.Create(CultureInfo.InvariantCulture, $"{option} is {value}; it must be from {min} to {max}.");
    }
}
