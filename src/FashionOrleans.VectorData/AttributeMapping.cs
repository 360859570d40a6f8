using FashionOrleans.Client;

namespace FashionOrleans.VectorData;

/// <summary>Attributes of items against values of properties.</summary>
static class AttributeMapping
{
    // Attributes are IEEE doubles; beyond this, neighbouring whole numbers are one.
    const long LargestExact = 1L << 53;

    public static bool IsNumber(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(float) || type == typeof(double);

    public static bool IsTags(Type type) => type == typeof(string[]) || type == typeof(List<string>);

    /// <summary>The attribute that keeps a property's value; absent for null.</summary>
    /// <exception cref="NotSupportedException">The value has no exact form as an attribute.</exception>
    public static AttributeValue ToAttribute(string name, object? value) => value switch
    {
        null => default,
        string text => text,
        bool boolean => boolean,
        int number => number,
        long number when Math.Abs((decimal)number) <= LargestExact => number,
        float number when float.IsFinite(number) => number,
        double number when double.IsFinite(number) => number,
        long or float or double => throw new NotSupportedException($"'{name}' is {value}, which a number of a catalogue cannot hold exactly. Keep it as a text."),
        IEnumerable<string> tags => AttributeValue.From(tags),
        _ => throw new NotSupportedException($"'{name}' is of type {value.GetType().Name}; it must be a text, a number, a truth value or a list of texts."),
    };

    /// <summary>The value of a property of the given type; null when the attribute is absent.</summary>
    /// <exception cref="InvalidCastException">The stored attribute is of another kind.</exception>
    public static object? ToProperty(string name, AttributeValue attribute, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return attribute switch
        {
            { Kind: AttributeKind.Absent } => null,
            { Text: { } text } when plain == typeof(string) => text,
            { Boolean: { } boolean } when plain == typeof(bool) => boolean,
            { Number: { } number } when plain == typeof(double) => number,
            { Number: { } number } when plain == typeof(float) => (float)number,
            { Number: { } number } when plain == typeof(long) && number == Math.Truncate(number) => (long)number,
            { Number: { } number } when plain == typeof(int) && number == Math.Truncate(number) => checked((int)number),
            { Tags: { } tags } when plain == typeof(string[]) => tags.ToArray(),
            { Tags: { } tags } when plain == typeof(List<string>) => tags.ToList(),
            _ => throw new InvalidCastException($"The stored '{name}' is {attribute.Kind} ({attribute}), which is no {plain.Name}. Give the property a type that all stored items share."),
        };
    }
}
