namespace FashionOrleans.Contracts;

/// <summary>
/// Keys of <see cref="ICoordinatorGrain"/>: a catalogue has several, which mean the same. A client sends all calls of one key through one silo; by another key
/// it gets past one that hangs.
/// </summary>
public static class CoordinatorKey
{
    // No name of a catalogue has it.
    const char Separator = '/';

    /// <summary>A key of a catalogue.</summary>
    /// <param name="catalog">Its name.</param>
    /// <param name="way">Which of its keys, from 0.</param>
    public static string Of(string catalog, int way) => way == 0 ? catalog : $"{catalog}{Separator}{way}";

    /// <summary>The name of the catalogue that a key is of.</summary>
    public static string CatalogOf(string key) => key.IndexOf(Separator, StringComparison.Ordinal) is var end and >= 0 ? key[..end] : key;
}
