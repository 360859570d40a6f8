namespace FashionOrleans.Grains.Exports;

/// <summary>How many exports a silo may have open: each holds a connection, and keeps the store from reclaiming what was replaced.</summary>
public sealed class ExportSlots
{
    /// <summary>The most at the same time.</summary>
    public const int Most = 4;

    int _taken;

    /// <summary>How many are taken.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Takes one, if there is any.</summary>
    public bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= Most)
        {
            return true;
        }

        Release();
        return false;
    }

    /// <summary>Gives one back.</summary>
    public void Release() => Interlocked.Decrement(ref _taken);
}
