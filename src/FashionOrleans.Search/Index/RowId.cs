using System.Text;

namespace FashionOrleans.Search;

/// <summary>
/// An id where it is stored: its UTF-16 units, in one byte each when all are below 256 and else in two. Unlike UTF-8 that keeps
/// every string, lone surrogates included, and the order by ordinal is that of the units. Valid as long as its block.
/// </summary>
readonly unsafe ref struct RowId
{
    /// <summary>Units of a buffer for <see cref="Read"/> that nearly every id fits.</summary>
    public const int BufferLength = 256;

    readonly byte* _units;
    readonly bool _isWide;

    RowId(byte* text)
    {
        var prefix = RowBytes.Prefix.Read(ref text);
        _units = text;
        _isWide = (prefix & 1) != 0;
        Length = (int)(prefix >> 1);
    }

    /// <summary>UTF-16 units.</summary>
    public int Length { get; }

    ReadOnlySpan<byte> Bytes => new(_units, _isWide ? 2 * Length : Length);

    char this[int unit] => _isWide ? (char)(_units[2 * unit] | _units[2 * unit + 1] << 8) : (char)_units[unit];

    /// <summary>The id of a row.</summary>
    public static RowId Of(RowBytes ids, int row) => new(ids.At(row));

    /// <summary>Stores the id of the next row.</summary>
    public static void Append(RowBytes ids, int row, ReadOnlySpan<char> id)
    {
        var isWide = id.ContainsAnyExceptInRange('\0', '\u00FF');
        var bytes = isWide ? checked(2 * id.Length) : id.Length;
        var prefix = checked((uint)id.Length << 1) | (isWide ? 1u : 0);
        var target = RowBytes.Prefix.Write(ids.Append(row, checked(RowBytes.Prefix.Length(prefix) + bytes)), prefix);
        foreach (var unit in id)
        {
            *target++ = (byte)unit;
            if (isWide)
                *target++ = (byte)(unit >> 8);
        }
    }

    /// <summary>The order of <see cref="string.CompareOrdinal(string, string)"/>.</summary>
    public int CompareTo(RowId other)
    {
        if (!_isWide && !other._isWide)
            return Bytes.SequenceCompareTo(other.Bytes);
        for (var unit = 0; unit < Math.Min(Length, other.Length); unit++)
        {
            if (this[unit] != other[unit])
                return this[unit] - other[unit];
        }
        return Length - other.Length;
    }

    public bool Equals(ReadOnlySpan<char> id)
    {
        if (id.Length != Length)
            return false;
        for (var unit = 0; unit < id.Length; unit++)
        {
            if (id[unit] != this[unit])
                return false;
        }
        return true;
    }

    /// <summary>The units in the buffer, or in a string of their own where it is too short.</summary>
    public ReadOnlySpan<char> Read(Span<char> buffer)
    {
        if (Length > buffer.Length)
            return ToString();
        for (var unit = 0; unit < Length; unit++)
            buffer[unit] = this[unit];
        return buffer[..Length];
    }

    public override string ToString() =>
        _isWide
            ? string.Create(Length, this, static (target, id) => id.Read(target))
            : Encoding.Latin1.GetString(_units, Length);
}
