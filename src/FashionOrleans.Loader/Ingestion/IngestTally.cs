using System.Collections.Concurrent;

namespace FashionOrleans.Loader.Ingestion;

/// <summary>Counts of a run; written by many, read by the progress display at any moment.</summary>
sealed class IngestTally
{
    readonly ConcurrentDictionary<string, int> _refusedByCode = new(StringComparer.Ordinal);
    long _stored;
    long _storedBytes;
    long _unchanged;
    long _refused;

    /// <summary>Items the server acknowledged in this run.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>Bytes of the pictures of those.</summary>
    public long StoredBytes => Interlocked.Read(ref _storedBytes);

    /// <summary>Items that were there already, with the same picture and attributes.</summary>
    public long Unchanged => Interlocked.Read(ref _unchanged);

    /// <summary>Items refused by the server or by the loader itself.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Items whose fate is known.</summary>
    public long Done => Stored + Unchanged + Refused;

    /// <summary>Refused items by the code of the reason, most frequent first.</summary>
    public IEnumerable<KeyValuePair<string, int>> RefusedByCode =>
        _refusedByCode.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Pictures that no row describes; they are stored without attributes.</summary>
    public int PicturesWithoutRow { get; set; }

    public void AddStored(int pictureBytes)
    {
        Interlocked.Increment(ref _stored);
        Interlocked.Add(ref _storedBytes, pictureBytes);
    }

    public void AddUnchanged(int items) => Interlocked.Add(ref _unchanged, items);

    public void AddRefused(string code)
    {
        Interlocked.Increment(ref _refused);
        _refusedByCode.AddOrUpdate(code, 1, (_, count) => count + 1);
    }
}
