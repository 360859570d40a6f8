using System.Diagnostics;

namespace FashionOrleans.Benchmarks.Peers;

/// <summary>A way to search that is compared with the other libraries.</summary>
abstract class PeerMethod : IDisposable
{
    /// <summary>Loads the rows.</summary>
    public abstract PeerBuild Build(VectorFile rows);

    /// <summary>Answers queries together.</summary>
    /// <param name="queries">float32[dimension] each.</param>
    /// <param name="k">Rows an answer.</param>
    /// <param name="request">Filter and <c>ef</c>.</param>
    /// <returns>Rows by falling score, an answer a query.</returns>
    public abstract Task<int[][]> SearchAsync(ReadOnlyMemory<float[]> queries, int k, PeerRequest request);

    /// <summary>Calls one after the other until the time is over, round and round the queries.</summary>
    public async Task<PeerTurn> RunAsync(PeerRequest request, float[][] queries, int k)
    {
        var turn = new PeerTurn([], [], 0);
        var next = request.First % queries.Length;
        var whole = Stopwatch.StartNew();
        do
        {
            // A batch does not go round the end: every call of a kind has the same size.
            if (next + request.Batch > queries.Length)
                next = 0;
            var start = Stopwatch.GetTimestamp();
            var answers = await SearchAsync(queries.AsMemory(next, request.Batch), k, request);
            turn.Ms.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            for (var i = 0; i < answers.Length; i++)
                turn.Ids[next + i] = answers[i];
            next += request.Batch;
        }
        while (whole.Elapsed.TotalSeconds < request.Seconds);
        return turn with { Next = next };
    }

    public abstract void Dispose();
}
