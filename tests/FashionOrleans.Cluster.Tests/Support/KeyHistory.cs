namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>
/// What one client did to one key, and so what the key may hold: the outcome of its last acknowledged operation, or of any later one whose
/// outcome was not told.
/// </summary>
sealed class KeyHistory
{
    readonly List<int?> _possible = [null];

    /// <summary>Every value that the key may hold; null stands for absent.</summary>
    public IReadOnlyList<int?> Possible => _possible;

    public int Acknowledged { get; private set; }

    /// <summary>Takes note of an operation.</summary>
    /// <param name="value">What it stored; null for a deletion.</param>
    /// <param name="acknowledged">Whether it was confirmed.</param>
    public void Add(int? value, bool acknowledged)
    {
        if (acknowledged)
        {
            _possible.Clear();
            Acknowledged++;
        }

        _possible.Add(value);
    }
}
