using System.Diagnostics;

namespace FashionOrleans.Load;

/// <summary>Callers that each wait for their answer before they ask again: a slow server is asked less.</summary>
static class ClosedLoop
{
    const int MaxProbes = 30;
    const int StaleProbes = 3;
    static readonly TimeSpan Probe = TimeSpan.FromSeconds(2);

    /// <summary>Asks for so long.</summary>
    /// <param name="send">Sends the n-th request and reads its whole answer.</param>
    /// <param name="callers">How many ask beside each other.</param>
    /// <param name="length">How long requests are sent.</param>
    /// <returns>The latencies of the good answers in ms, and how long it was until the last.</returns>
    public static async Task<(double[] Latencies, TimeSpan Took)> RunAsync(Func<int, CancellationToken, Task<HttpResponseMessage>> send, int callers, TimeSpan length)
    {
        var begun = Stopwatch.GetTimestamp();
        var number = 0;
        var latencies = await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            var own = new List<double>();
            while (Stopwatch.GetElapsedTime(begun) < length)
            {
                var asked = Stopwatch.GetTimestamp();
                using var reply = await send(Interlocked.Increment(ref number), CancellationToken.None);
                if (reply.IsSuccessStatusCode)
                {
                    own.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                }
            }

            return own;
        }));
        return ([.. latencies.SelectMany(own => own)], Stopwatch.GetElapsedTime(begun));
    }

    /// <summary>Asks until it gets no quicker, which is when code has been compiled.</summary>
    /// <param name="send">Sends the n-th request and reads its whole answer.</param>
    /// <param name="callers">How many ask beside each other.</param>
    /// <param name="gain">How many times quicker than the best before counts as quicker.</param>
    /// <returns>Good answers a second, at best.</returns>
    public static async Task<double> WarmUpAsync(Func<int, CancellationToken, Task<HttpResponseMessage>> send, int callers, double gain)
    {
        var (best, stale) = (1.0, 0);
        for (var probe = 0; probe < MaxProbes && stale < StaleProbes; probe++)
        {
            var (latencies, took) = await RunAsync(send, callers, Probe);
            var rate = latencies.Length / took.TotalSeconds;
            stale = rate > best * gain ? 0 : stale + 1;
            best = Math.Max(best, rate);
        }

        return best;
    }
}
