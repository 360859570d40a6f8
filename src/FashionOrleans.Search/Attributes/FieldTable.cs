using System.Collections.Concurrent;

namespace FashionOrleans.Search;

/// <summary>The fields that the rows of an index have used. One writer adds; readers look up while it does.</summary>
sealed class FieldTable
{
    readonly ConcurrentDictionary<string, Field> _byName = new(StringComparer.Ordinal);
    Field[] _ordered = [];

    /// <summary>The words in the values.</summary>
    public TextIndex Text { get; } = new();

    /// <summary>Every field by <see cref="Field.Ordinal"/>.</summary>
    public IReadOnlyList<Field> All => Volatile.Read(ref _ordered);

    public Field? Find(string name) => _byName.GetValueOrDefault(name);

    public Field GetOrAdd(string name)
    {
        if (_byName.TryGetValue(name, out var field))
            return field;
        field = new Field(name, _ordered.Length);
        Volatile.Write(ref _ordered, [.. _ordered, field]);
        _byName[name] = field;
        return field;
    }
}
