using System.Globalization;
using System.Text.Json.Serialization;

namespace FashionOrleans.Client;

/// <summary>
/// One attribute of an item: a text, a number, a truth value or a list of texts. <c>default</c> is "absent": it is
/// written as JSON <c>null</c> and the server keeps nothing for it.
/// </summary>
[JsonConverter(typeof(AttributeValueJsonConverter))]
public readonly struct AttributeValue : IEquatable<AttributeValue>
{
    readonly object? _reference;
    readonly double _number;

    AttributeValue(AttributeKind kind, object? reference, double number)
    {
        Kind = kind;
        _reference = reference;
        _number = number;
    }

    /// <summary>Which of the accessors below has the value.</summary>
    public AttributeKind Kind { get; }

    /// <summary>The text, or null when this is not a text.</summary>
    public string? Text => Kind == AttributeKind.Text ? (string)_reference! : null;

    /// <summary>The number, or null when this is not a number.</summary>
    public double? Number => Kind == AttributeKind.Number ? _number : null;

    /// <summary>The truth value, or null when this is not one.</summary>
    public bool? Boolean => Kind == AttributeKind.Boolean ? _number != 0 : null;

    /// <summary>The texts of a list, or null when this is not a list.</summary>
    public IReadOnlyList<string>? Tags => Kind == AttributeKind.Tags ? (string[])_reference! : null;

    /// <summary>A text.</summary>
    public static AttributeValue From(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(AttributeKind.Text, text, 0);
    }

    /// <summary>A number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite; JSON has no way to write it.</exception>
    public static AttributeValue From(double number) => double.IsFinite(number)
        ? new(AttributeKind.Number, null, number)
        : throw new ArgumentOutOfRangeException(nameof(number), number, "An attribute must be a finite number.");

    /// <summary>A truth value.</summary>
    public static AttributeValue From(bool boolean) => new(AttributeKind.Boolean, null, boolean ? 1 : 0);

    /// <summary>A list of texts; the list is copied.</summary>
    public static AttributeValue From(IEnumerable<string> tags) => new(AttributeKind.Tags, tags.ToArray(), 0);

    /// <inheritdoc cref="From(string)"/>
    public static implicit operator AttributeValue(string text) => From(text);

    /// <inheritdoc cref="From(double)"/>
    public static implicit operator AttributeValue(double number) => From(number);

    /// <inheritdoc cref="From(bool)"/>
    public static implicit operator AttributeValue(bool boolean) => From(boolean);

    /// <inheritdoc cref="From(IEnumerable{string})"/>
    public static implicit operator AttributeValue(string[] tags) => From(tags);

    /// <inheritdoc/>
    public bool Equals(AttributeValue other) =>
        Kind == other.Kind
        && _number.Equals(other._number)
        && (Kind == AttributeKind.Tags
            ? ((string[])_reference!).AsSpan().SequenceEqual((string[])other._reference!)
            : Equals(_reference, other._reference));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AttributeValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind == AttributeKind.Tags
        ? ((string[])_reference!).Aggregate(0, HashCode.Combine)
        : HashCode.Combine(Kind, _number, _reference);

    /// <summary>Equal kind and equal value; lists compare in order.</summary>
    public static bool operator ==(AttributeValue left, AttributeValue right) => left.Equals(right);

    /// <summary>The opposite of <c>==</c>.</summary>
    public static bool operator !=(AttributeValue left, AttributeValue right) => !left.Equals(right);

    /// <summary>The value as people read it; a list is joined by ", ", absent is empty.</summary>
    public override string ToString() => Kind switch
    {
        AttributeKind.Text => (string)_reference!,
        AttributeKind.Number => _number.ToString(CultureInfo.InvariantCulture),
        AttributeKind.Boolean => _number != 0 ? "true" : "false",
        AttributeKind.Tags => string.Join(", ", (string[])_reference!),
        _ => "",
    };
}
