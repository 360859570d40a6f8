namespace FashionOrleans.Search;

/// <summary>A scalar that a filter compares with: a string, a number or a boolean.</summary>
public readonly record struct FilterValue
{
    FilterValue(FieldTypes type, string? text, double number)
    {
        Type = type;
        Text = text;
        Number = number;
    }

    /// <summary><see cref="FieldTypes.Keyword"/>, <see cref="FieldTypes.Number"/> or <see cref="FieldTypes.Bool"/>.</summary>
    public FieldTypes Type { get; }

    internal string? Text { get; }

    internal double Number { get; }

    /// <summary>A string: equals a keyword, or one of an item's tags.</summary>
    /// <param name="text">The string, compared by ordinal.</param>
    public static FilterValue Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(FieldTypes.Keyword, text, 0);
    }

    /// <summary>A finite number.</summary>
    /// <param name="number">Compared as float64.</param>
    public static FilterValue Of(double number) => double.IsFinite(number)
        ? new(FieldTypes.Number, null, number)
        : throw new ArgumentOutOfRangeException(nameof(number), number, "A filter compares with finite numbers only.");

    /// <summary>A boolean.</summary>
    /// <param name="flag">The value.</param>
    public static FilterValue Of(bool flag) => new(FieldTypes.Bool, null, flag ? 2 : 1);
}
