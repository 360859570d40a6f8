namespace FashionOrleans.Load;

/// <summary>Queries of one kind at one of the servers that are compared, and what was measured of them.</summary>
/// <param name="traced">The server.</param>
/// <param name="send">Sends the n-th query.</param>
sealed class TracedQueries(TracedServer traced, Func<int, CancellationToken, Task<HttpResponseMessage>> send)
{
    const double Warm = 1.05;

    // Spans are exported each 200 ms (OTEL_BSP_SCHEDULE_DELAY): what a slice costs is paid before the next one.
    static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    public string Name => traced.Name;

    /// <summary>Of each slice: queries a second, processor time of a query in ms, median latency in ms.</summary>
    public List<(double Rate, double Cpu, double Median)> Slices { get; } = [];

    /// <summary>Spans of a query, over all slices.</summary>
    public double SpansOfAQuery { get; private set; }

    /// <summary>Asks until it gets no quicker.</summary>
    public Task WarmUpAsync(int callers) => ClosedLoop.WarmUpAsync(send, callers, Warm);

    /// <summary>Asks for one slice, and notes it.</summary>
    public async Task MeasureAsync(int callers, TimeSpan length)
    {
        await Task.Delay(Settling);
        var (before, spans) = (traced.Server.Sample().CpuSeconds, traced.Sink?.Spans ?? 0);
        var (latencies, took) = await ClosedLoop.RunAsync(send, callers, length);
        await Task.Delay(Settling);
        var cpu = traced.Server.Sample().CpuSeconds - before;
        if (latencies.Length == 0)
        {
            throw new InvalidOperationException($"The server with {traced.Name} answered no query.");
        }

        Array.Sort(latencies);
        var ofAQuery = ((traced.Sink?.Spans ?? 0) - spans) / (double)latencies.Length;
        SpansOfAQuery += (ofAQuery - SpansOfAQuery) / (Slices.Count + 1);
        Slices.Add((latencies.Length / took.TotalSeconds, 1000 * cpu / latencies.Length, latencies[latencies.Length / 2]));
    }
}
