using System.Collections.Concurrent;

namespace FashionOrleans.Search;

/// <summary>A field and the dictionary of its keywords and tags. Code 0 means "no value"; one writer adds codes.</summary>
sealed class Field(string name, int ordinal)
{
    readonly ConcurrentDictionary<string, int> _codes = new(StringComparer.Ordinal);
    string[] _texts = new string[8];
    int _count = 1;

    public string Name => name;

    /// <summary>Where the blocks keep the column of this field.</summary>
    public int Ordinal => ordinal;

    /// <summary>One more than the highest code.</summary>
    public int CodeCount => Volatile.Read(ref _count);

    /// <summary>The code of a text, or 0 when no row has used it.</summary>
    public int Find(string text) => _codes.GetValueOrDefault(text);

    public string TextOf(int code) => Volatile.Read(ref _texts)[code];

    public int GetOrAdd(string text)
    {
        if (_codes.TryGetValue(text, out var code))
            return code;
        code = _count;
        var texts = _texts;
        if (code == texts.Length)
            Array.Resize(ref texts, texts.Length * 2);
        texts[code] = text;
        Volatile.Write(ref _texts, texts);
        Volatile.Write(ref _count, code + 1);
        _codes[text] = code;
        return code;
    }
}
