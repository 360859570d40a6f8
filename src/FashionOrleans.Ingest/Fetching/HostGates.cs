namespace FashionOrleans.Ingest.Fetching;

/// <summary>How many requests of this process are under way: all together, and to one host. Who waits for a busy host keeps nobody else waiting.</summary>
/// <param name="total">The most of all.</param>
/// <param name="perHost">The most to one host.</param>
sealed class HostGates(int total, int perHost) : IDisposable
{
    readonly SemaphoreSlim _all = new(total, total);
    readonly Lock _lock = new();
    readonly Dictionary<string, Gate> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for a turn; disposing what is returned ends it.</summary>
    public async Task<IDisposable> EnterAsync(string host, CancellationToken stop)
    {
        Gate gate;
        lock (_lock)
        {
            if (!_hosts.TryGetValue(host, out gate!))
            {
                _hosts[host] = gate = new Gate(new SemaphoreSlim(perHost, perHost));
            }

            gate.Users++;
        }

        try
        {
            await gate.Places.WaitAsync(stop);
        }
        catch
        {
            Leave(host, gate);
            throw;
        }

        try
        {
            await _all.WaitAsync(stop);
        }
        catch
        {
            gate.Places.Release();
            Leave(host, gate);
            throw;
        }

        return new Turn(this, host, gate);
    }

    public void Dispose() => _all.Dispose();

    void End(string host, Gate gate)
    {
        _all.Release();
        gate.Places.Release();
        Leave(host, gate);
    }

    void Leave(string host, Gate gate)
    {
        lock (_lock)
        {
            if (--gate.Users == 0)
            {
                _hosts.Remove(host);
                gate.Places.Dispose();
            }
        }
    }

    sealed class Gate(SemaphoreSlim places)
    {
        public SemaphoreSlim Places { get; } = places;

        public int Users { get; set; }
    }

    sealed class Turn(HostGates gates, string host, Gate gate) : IDisposable
    {
        int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                gates.End(host, gate);
            }
        }
    }
}
