using System.Diagnostics;

namespace FashionOrleans.Load;

/// <summary>Callers that each wait for their answer before they ask again: a slow server is asked less.</summary>
static class ClosedLoop
{
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
}
