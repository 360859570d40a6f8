using System.Diagnostics;
using FashionOrleans.Embedding;
using Microsoft.ML.OnnxRuntime;

namespace FashionOrleans.Benchmarks.Embedding;

/// <summary>
/// How to put ONNX Runtime on the processors: threads in a run, runs at a time, spinning, batch size; alone, and beside threads that
/// keep half a processor busy each, as a silo's other work does. The embedder's defaults come from here.
/// </summary>
static class SessionBench
{
    const int Rounds = 3;
    const int PicturesPerMeasurement = 96;
    static readonly int[] BatchSizes = [1, 8, 16, 32];

    public static Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "--model", "--competitors");
        var pack = ModelPack.Load(arguments.Text("--model", "models/resnet50-fashion"));
        var competitors = arguments.Number("--competitors", 0);
        var all = Environment.ProcessorCount;
        (string Name, InferenceSession Session, int Runs)[] arrangements =
        [
            ($"{all} threads a run, spinning", Open(pack, all), 1),
            ($"{all} threads a run, spinning at most 50 us", Open(pack, all, ("session.intra_op.spin_duration_us", "50")), 1),
            ($"{all} threads a run, no spinning", Open(pack, all, ("session.intra_op.allow_spinning", "0")), 1),
            ($"1 thread a run, {all} runs at a time", Open(pack, 1), all),
        ];
        using var stop = new CancellationTokenSource();
        for (var i = 0; i < competitors; i++)
            new Thread(() => BeHalfBusy(stop.Token)) { IsBackground = true }.Start();

        Console.WriteLine($"{pack}, {all} processors, {competitors} competing threads; pictures/s (p50 of one run in ms), medians of {Rounds} rounds in turns");
        Console.WriteLine($"{"",-46}{string.Concat(BatchSizes.Select(size => $"{$"batch {size}",18}"))}");
        var figures = arrangements.Select(_ => BatchSizes.Select(_ => new List<(double Rate, double Run)>()).ToArray()).ToArray();
        for (var round = 0; round <= Rounds; round++)
        {
            for (var b = 0; b < BatchSizes.Length; b++)
            {
                for (var a = 0; a < arrangements.Length; a++)
                {
                    var figure = Measure(pack, arrangements[a].Session, arrangements[a].Runs, BatchSizes[b]);
                    // The first round warms up.
                    if (round > 0)
                        figures[a][b].Add(figure);
                }
            }
        }
        for (var a = 0; a < arrangements.Length; a++)
        {
            Console.WriteLine($"{arrangements[a].Name,-46}{string.Concat(figures[a].Select(cell => $"{$"{Median(cell.Select(x => x.Rate)):F0} ({Median(cell.Select(x => x.Run)):F1})",18}"))}");
            arrangements[a].Session.Dispose();
        }
        stop.Cancel();
        return Task.FromResult(0);
    }

    static (double Rate, double Run) Measure(ModelPack pack, InferenceSession session, int runs, int batchSize)
    {
        var left = Math.Max(runs, PicturesPerMeasurement / batchSize);
        var total = left;
        var times = new List<double>();
        var loops = Enumerable.Range(0, runs).Select(_ => new Thread(Loop)).ToArray();
        var start = Stopwatch.GetTimestamp();
        foreach (var loop in loops)
            loop.Start();
        foreach (var loop in loops)
            loop.Join();
        return (total * batchSize / Stopwatch.GetElapsedTime(start).TotalSeconds, Median(times));

        void Loop()
        {
            var data = Enumerable.Range(0, batchSize * pack.Input.Length).Select(i => (i * 7_919 % 255 / 255f) - 0.5f).ToArray();
            long[] shape = [batchSize, ModelInput.ChannelCount, pack.Input.Height, pack.Input.Width];
            using var options = new RunOptions();
            using var tensor = OrtValue.CreateTensorValueFromMemory(data, shape);
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var began = Stopwatch.GetTimestamp();
                using var results = session.Run(options, [pack.Input.Name], [tensor], [pack.Output.Name]);
                lock (times)
                    times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }
    }

    static InferenceSession Open(ModelPack pack, int threads, params (string Key, string Value)[] entries)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads, EnableMemoryPattern = false };
        foreach (var (key, value) in entries)
            options.AddSessionConfigEntry(key, value);
        return new InferenceSession(pack.ModelFile, options);
    }

    static void BeHalfBusy(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < 3)
            {
            }
            Thread.Sleep(3);
        }
    }

    static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
