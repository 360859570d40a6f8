using System.Collections.Concurrent;

namespace FashionOrleans.Grains.Queries;

/// <summary>
/// How long to wait for a silo before another one is asked the same: as long as all but a twentieth of the recent answers took, so that
/// hedging adds about a twentieth to the load (Dean and Barroso, "The Tail at Scale", CACM 2013). Per catalogue over all silos: a slow silo
/// does not set its own measure. Safe to use from many threads.
/// </summary>
public sealed class HedgingDelays
{
    const int Remembered = 256;
    const int AtLeast = 32;
    const double Quantile = 0.95;
    static readonly TimeSpan Unmeasured = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(2);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<string, Window> _windows = new(StringComparer.Ordinal);

    /// <summary>The delay for a catalogue; 50 milliseconds before there is anything to go by, else 2 milliseconds to 1 second.</summary>
    public TimeSpan Of(string catalog) => _windows.TryGetValue(catalog, out var window) ? window.Delay : Unmeasured;

    /// <summary>Takes note of how long an answer took.</summary>
    public void Record(string catalog, TimeSpan took) => _windows.GetOrAdd(catalog, _ => new Window()).Record(took);

    sealed class Window
    {
        readonly TimeSpan[] _took = new TimeSpan[Remembered];
        readonly Lock _recording = new();
        long _count;
        long _delayTicks = Unmeasured.Ticks;

        public TimeSpan Delay => new(Volatile.Read(ref _delayTicks));

        public void Record(TimeSpan took)
        {
            lock (_recording)
            {
                _took[_count++ % Remembered] = took;
                if (_count % AtLeast == 0)
                {
                    var sorted = _took[..(int)Math.Min(_count, Remembered)];
                    Array.Sort(sorted);
                    var delay = sorted[(int)(Quantile * (sorted.Length - 1))];
                    Volatile.Write(ref _delayTicks, Math.Clamp(delay.Ticks, Shortest.Ticks, Longest.Ticks));
                }
            }
        }
    }
}
