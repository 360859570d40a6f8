using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace FashionOrleans.Search;

/// <summary>
/// The words in the keywords, tags and texts of an index's rows: an inverted index, and the number of words of each row. One writer adds rows;
/// readers look at rows below the count of their snapshot while it does.
/// </summary>
sealed class TextIndex
{
    readonly ConcurrentDictionary<string, Postings> _byWord = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _times = new(StringComparer.Ordinal);
    ushort[][] _lengths = [];
    long _bytes;

    /// <summary>Bytes of postings, lengths and words.</summary>
    public long MemoryBytes => Volatile.Read(ref _bytes);

    /// <summary>The rows that hold a word; null when no row ever has.</summary>
    public Postings? Find(string word) => _byWord.GetValueOrDefault(word);

    /// <summary>How many words a row has.</summary>
    public int LengthOf(int row) => Volatile.Read(ref _lengths)[row / RowBlock.Capacity][row % RowBlock.Capacity];

    /// <summary>Adds the words of the next row.</summary>
    public void Add(int row, AttributeSet attributes)
    {
        _times.Clear();
        var length = 0;
        foreach (ref readonly var value in attributes.Values)
        {
            if (value.Type == FieldTypes.Keyword)
                length += Count(value.Text!);
            foreach (var tag in value.Tags ?? [])
                length += Count(tag);
        }
        SetLength(row, length);
        foreach (var (word, times) in _times)
        {
            if (!_byWord.TryGetValue(word, out var postings))
            {
                _byWord[word] = postings = new Postings();
                // The word, its place in the dictionary, and the postings' first arrays.
                _bytes += 2 * word.Length + 96 + postings.MemoryBytes;
            }
            var before = postings.MemoryBytes;
            postings.Add(row, times);
            _bytes += postings.MemoryBytes - before;
        }
    }

    /// <summary>Takes back rows that no reader has seen.</summary>
    public void Truncate(int rows)
    {
        foreach (var postings in _byWord.Values)
            postings.Truncate(rows);
    }

    int Count(string text)
    {
        var words = 0;
        foreach (var word in WordReader.Read(text))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_times, word, out _)++;
            words++;
        }
        return words;
    }

    void SetLength(int row, int length)
    {
        var block = row / RowBlock.Capacity;
        if (block == _lengths.Length)
        {
            Volatile.Write(ref _lengths, [.. _lengths, new ushort[RowBlock.Capacity]]);
            _bytes += RowBlock.Capacity * sizeof(ushort);
        }
        _lengths[block][row % RowBlock.Capacity] = (ushort)Math.Min(length, ushort.MaxValue);
    }
}
