using System.Diagnostics;
using FashionOrleans.Embedding;

namespace FashionOrleans.Benchmarks.Embedding;

/// <summary>
/// The embedder against bare loops over the same decoder and the same model, in one process and in turns, so that whatever else the
/// machine does meets all of them. The ratios are the result; the absolute figures depend on the machine. Processor time a picture
/// tells the same story where others keep the processors busy.
/// </summary>
static class EmbeddingBench
{
    const int Rounds = 5;
    const int BatchSize = 16;
    const int PicturesPerRequest = 50;
    const int RequestsInFlight = 4;
    const int Queries = 100;
    const int TurnLength = 25;

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "--images", "--count", "--model");
        var pack = ModelPack.Load(arguments.Text("--model", "models/resnet50-fashion"));
        var pictures = PictureArchive.Read(arguments.Required("--images")).Take(arguments.Number("--count", 640)).Select(picture => picture.Bytes).ToArray();
        Console.WriteLine($"{pictures.Length} pictures, {Environment.ProcessorCount} processors, {Rounds} rounds in turns, medians");

        using var allThreads = new BareModel(pack, threads: 0);
        using var oneThread = new BareModel(pack, threads: 1);
        var before = WorkingSet();
        await using var embedder = Embedder.Load(pack, new EmbeddingOptions());
        Console.WriteLine($"{embedder.Pack}: {embedder.Provider.Reason} Loading it took {WorkingSet() - before} MB.");

        await MeasureThroughputAsync(pictures, allThreads, oneThread, embedder);
        await MeasureLatencyAsync(pack, pictures, allThreads, embedder);
        await MeasureMemoryAsync(pictures, embedder);
        return 0;
    }

    static async Task MeasureThroughputAsync(byte[][] pictures, BareModel allThreads, BareModel oneThread, Embedder embedder)
    {
        (string Name, Func<Task> EmbedAll)[] contenders =
        [
            ($"bare loop, one worker, session of all threads, batch {BatchSize}", () => Task.Run(() => allThreads.EmbedAll(pictures, BatchSize, workers: 1))),
            ($"bare loop, a worker a processor, one-thread runs, batch {BatchSize}", () => Task.Run(() => oneThread.EmbedAll(pictures, BatchSize, Environment.ProcessorCount))),
            ($"embedder, {RequestsInFlight} requests of {PicturesPerRequest} pictures in flight", () => EmbedAllAsync(pictures, embedder)),
        ];
        var figures = contenders.Select(_ => new List<(double Rate, double CpuMs)>()).ToArray();
        for (var round = 0; round <= Rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                var figure = await MeasureAsync(pictures.Length, contenders[i].EmbedAll);
                // The first round warms up.
                if (round > 0)
                    figures[i].Add(figure);
            }
        }
        var rates = figures.Select(figure => Median(figure.Select(x => x.Rate))).ToArray();
        var cpu = figures.Select(figure => Median(figure.Select(x => x.CpuMs))).ToArray();
        for (var i = 0; i < contenders.Length; i++)
            Console.WriteLine($"{contenders[i].Name,-70} {rates[i],7:F1} pictures/s, {cpu[i],6:F2} ms of processor a picture");
        Console.WriteLine($"embedder / better bare loop: rate {rates[2] / Math.Max(rates[0], rates[1]):F3}, processor time {cpu[2] / Math.Min(cpu[0], cpu[1]):F3}");
    }

    static async Task MeasureLatencyAsync(ModelPack pack, byte[][] pictures, BareModel allThreads, Embedder embedder)
    {
        var (bare, ours) = (new List<double>(), new List<double>());
        var tensor = new float[pack.Input.Length];
        for (var turn = -1; turn < Queries * Rounds / TurnLength; turn++)
        {
            // In turns of some length: the threads of the bare session spin for a while after a run, on the processors of whoever is next.
            var chosen = Enumerable.Range(0, TurnLength).Select(i => pictures[(((turn + 1) * TurnLength) + i) % pictures.Length]).ToArray();
            foreach (var picture in chosen)
            {
                var start = Stopwatch.GetTimestamp();
                allThreads.Embed([picture], tensor);
                bare.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            foreach (var picture in chosen)
            {
                var start = Stopwatch.GetTimestamp();
                await embedder.EmbedAsync(picture);
                ours.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            // The first turn warms up.
            if (turn < 0)
            {
                bare.Clear();
                ours.Clear();
            }
        }
        Console.WriteLine($"one picture, bare decode + inference: p50 {Median(bare):F2} ms");
        Console.WriteLine($"one picture, embedder:                p50 {Median(ours):F2} ms ({Median(ours) / Median(bare):F3} x, {Median(ours) - Median(bare):+0.00;-0.00} ms)");
    }

    static async Task MeasureMemoryAsync(byte[][] pictures, Embedder embedder)
    {
        var random = new Random(7);
        Console.Write("working set over requests of 1 to 100 pictures, MB:");
        for (var step = 0; step < 6; step++)
        {
            for (var done = 0; done < 500;)
            {
                var count = random.Next(1, 101);
                await embedder.EmbedAsync([.. Enumerable.Range(0, count).Select(i => new ReadOnlyMemory<byte>(pictures[(done + i) % pictures.Length]))]);
                done += count;
            }
            Console.Write($" {WorkingSet()}");
        }
        Console.WriteLine();
    }

    static async Task EmbedAllAsync(byte[][] pictures, Embedder embedder) => await Parallel.ForEachAsync(
        pictures.Chunk(PicturesPerRequest),
        new ParallelOptions { MaxDegreeOfParallelism = RequestsInFlight },
        async (chunk, cancellation) => await embedder.EmbedAsync([.. chunk.Select(picture => new ReadOnlyMemory<byte>(picture))], cancellation: cancellation));

    static async Task<(double Rate, double CpuMs)> MeasureAsync(int pictures, Func<Task> embedAll)
    {
        using var process = Process.GetCurrentProcess();
        var (start, cpu) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        await embedAll();
        process.Refresh();
        return (pictures / Stopwatch.GetElapsedTime(start).TotalSeconds, (process.TotalProcessorTime - cpu).TotalMilliseconds / pictures);
    }

    static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    static long WorkingSet() => Environment.WorkingSet / 1_000_000;
}
