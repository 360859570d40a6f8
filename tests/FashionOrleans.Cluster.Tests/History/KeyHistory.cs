namespace FashionOrleans.Cluster.Tests.History;

/// <summary>
/// The writes of one key, which come from one client one after the other, and so what anybody may have read at any time: the last
/// acknowledged value, or that of a write under way, or of one since then whose outcome was not told. Safe to use from many threads.
/// </summary>
sealed class KeyHistory
{
    readonly List<Operation> _operations = [];
    readonly Lock _changing = new();

    public int Acknowledged
    {
        get
        {
            lock (_changing)
            {
                return _operations.Count(operation => operation.Acknowledged);
            }
        }
    }

    /// <summary>Takes note that a write is sent.</summary>
    public void Begin(int? value, long now)
    {
        lock (_changing)
        {
            _operations.Add(new Operation(value, now, long.MaxValue, Acknowledged: false));
        }
    }

    /// <summary>Takes note of the answer to the write sent last.</summary>
    public void End(bool acknowledged, long now)
    {
        lock (_changing)
        {
            _operations[^1] = _operations[^1] with { Ended = now, Acknowledged = acknowledged };
        }
    }

    /// <summary>Every value that a read may return that was sent and answered at those times; null stands for absent.</summary>
    public HashSet<int?> PossibleBetween(long begun, long ended)
    {
        var possible = new HashSet<int?>();
        lock (_changing)
        {
            for (var i = _operations.Count - 1; i >= 0; i--)
            {
                var operation = _operations[i];
                if (operation.Begun <= ended)
                {
                    possible.Add(operation.Value);
                    if (operation.Acknowledged && operation.Ended < begun)
                    {
                        return possible;
                    }
                }
            }
        }

        possible.Add(null);
        return possible;
    }

    /// <summary>When something of a write happened between two times.</summary>
    public IReadOnlyList<long> TimesBetween(long begun, long ended)
    {
        lock (_changing)
        {
            return [.. _operations.SelectMany(operation => new[] { operation.Begun, operation.Ended }).Where(time => time >= begun && time <= ended)];
        }
    }

    /// <summary>Whether that value was ever written.</summary>
    public bool Wrote(int value)
    {
        lock (_changing)
        {
            return _operations.Exists(operation => operation.Value == value);
        }
    }

    /// <summary>The writes, for a failed test.</summary>
    public string Describe(long zero)
    {
        lock (_changing)
        {
            return string.Join("; ", _operations.TakeLast(12).Select(operation => FormattableString.Invariant(
                $"{(operation.Value is { } value ? $"put {value}" : "delete")} {At(operation.Begun, zero)}…{At(operation.Ended, zero)} {(operation.Acknowledged ? "acknowledged" : "unknown")}")));
        }
    }

    static string At(long timestamp, long zero) => timestamp == long.MaxValue
        ? "?"
        : FormattableString.Invariant($"{System.Diagnostics.Stopwatch.GetElapsedTime(zero, timestamp).TotalSeconds:0.000}");
}
