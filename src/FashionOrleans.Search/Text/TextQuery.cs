namespace FashionOrleans.Search;

/// <summary>
/// Words to look for, and what each weighs: BM25 (Robertson and Zaragoza, "The probabilistic relevance framework: BM25 and beyond", 2009) over the
/// whole collection, so that scores of several indexes can be compared. Immutable.
/// </summary>
/// <remarks>
/// relevance(x) = Σ idf_w · t (k₁ + 1) / (t + k₁ (1 − b + b · n / n̄)) / ((k₁ + 1) Σ idf_w), in [0, 1), where t is how often x holds the word w, n the
/// number of words of x and n̄ their mean; idf_w = ln(1 + (N − h + ½) / (h + ½)) for a word that h of N items hold. A word that no item holds
/// weighs nothing.
/// </remarks>
public sealed class TextQuery
{
    /// <summary>How soon a word that is repeated counts no more.</summary>
    public const double K1 = 1.2;

    /// <summary>How much a long text counts against an item.</summary>
    public const double B = 0.75;

    readonly double[] _weights;
    readonly double _meanLength;

    /// <summary>Weighs words.</summary>
    /// <param name="words">Different words as <see cref="WordReader"/> makes them.</param>
    /// <param name="counts">What is known of the whole collection, for these words.</param>
    public TextQuery(IReadOnlyList<string> words, TextCounts counts)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Holders.Count != words.Count)
            throw new ArgumentException($"There are counts for {counts.Holders.Count} words, but {words.Count} words.", nameof(counts));
        Words = words;
        _meanLength = counts.Items == 0 ? 1 : Math.Max(1e-9, (double)counts.Words / counts.Items);
        // Counts are a moment older than what is searched: no more than all items hold a word.
        var idfs = counts.Holders.Select(h => h == 0 ? 0 : Math.Log(1 + Math.Max(0, counts.Items - h + 0.5) / (h + 0.5))).ToArray();
        var most = (K1 + 1) * idfs.Sum();
        _weights = Array.ConvertAll(idfs, idf => most == 0 ? 0 : idf / most);
    }

    /// <summary>The words.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>What a word adds to the relevance of an item.</summary>
    /// <param name="word">Its place in <see cref="Words"/>.</param>
    /// <param name="times">How often the item holds it.</param>
    /// <param name="length">How many words the item has.</param>
    public double Relevance(int word, int times, int length) =>
        _weights[word] * times * (K1 + 1) / (times + K1 * (1 - B + B * length / _meanLength));
}
