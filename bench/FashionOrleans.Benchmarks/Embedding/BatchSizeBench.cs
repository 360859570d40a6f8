using System.Diagnostics;
using FashionOrleans.Embedding;

namespace FashionOrleans.Benchmarks.Embedding;

/// <summary>
/// Pictures a second over the batch size, from files (decode included) and from pixels, and how long a lone picture takes while 64
/// callers send one each: what a GPU host is measured by. The embedder is loaded anew for each size.
/// </summary>
static class BatchSizeBench
{
    const int Rounds = 3;
    const int RequestsInFlight = 8;
    const int Callers = 64;
    const int PicturesACaller = 20;

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, ["--images", "--count", "--model", "--batches", "--seconds", .. DeviceArguments.Names]);
        var options = DeviceArguments.Read(arguments);
        var pack = ModelPack.Load(arguments.Text("--model", "models/resnet50-fashion"));
        var files = PictureArchive.Read(arguments.Required("--images")).Take(arguments.Number("--count", 2_000)).Select(picture => new ReadOnlyMemory<byte>(picture.Bytes)).ToArray();
        int[] batchSizes = [.. arguments.Reals("--batches", [1, 8, 32, 128]).Select(size => (int)size)];
        var leastSeconds = arguments.Real("--seconds", 1);
        Console.WriteLine($"{pack}, {files.Length} pictures, {Environment.ProcessorCount} processors, {RequestsInFlight} requests in flight, medians of {Rounds} rounds in turns");
        foreach (var batchSize in batchSizes)
        {
            await using var embedder = Embedder.Load(pack, options with { BulkBatchSize = batchSize, GpuBatchSize = batchSize });
            if (batchSize == batchSizes[0])
                Console.WriteLine(embedder.Provider.Reason);
            var pixels = files.Select(file => new ReadOnlyMemory<byte>(embedder.Pictures.Decode(file, pack.Input))).ToArray();
            var (fromFiles, fromPixels) = (new List<double>(), new List<double>());
            // The first round warms up, and says how often the pictures must go round for a round that can be timed.
            var filesPasses = Passes(leastSeconds, files.Length, await RateAsync(files, 1, batchSize, chunk => embedder.EmbedAsync(chunk)));
            var pixelsPasses = Passes(leastSeconds, files.Length, await RateAsync(pixels, 1, batchSize, chunk => embedder.EmbedPixelsAsync(chunk)));
            for (var round = 0; round < Rounds; round++)
            {
                fromFiles.Add(await RateAsync(files, filesPasses, batchSize, chunk => embedder.EmbedAsync(chunk)));
                fromPixels.Add(await RateAsync(pixels, pixelsPasses, batchSize, chunk => embedder.EmbedPixelsAsync(chunk)));
            }
            Console.WriteLine($"batch {batchSize,3}: {Median(fromFiles),9:F1} pictures/s from files, {Median(fromPixels),9:F1} from pixels");
        }
        await MeasureCallersAsync(pack, options, files);
        return 0;
    }

    static async Task MeasureCallersAsync(ModelPack pack, EmbeddingOptions options, ReadOnlyMemory<byte>[] files)
    {
        await using var embedder = Embedder.Load(pack, options);
        List<double> times = [];
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            for (var i = 0; i <= PicturesACaller; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await embedder.EmbedAsync(files[((caller * PicturesACaller) + i) % files.Length]);
                // The first picture of each warms up.
                lock (times)
                {
                    if (i > 0)
                        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }
        }));
        Console.WriteLine($"{Callers} callers, a picture at a time: p50 {Quantile(times, 0.5):F1} ms, p99 {Quantile(times, 0.99):F1} ms");
    }

    static int Passes(double seconds, int pictures, double rate) => Math.Max(1, (int)Math.Ceiling(seconds * rate / pictures));

    static async Task<double> RateAsync(ReadOnlyMemory<byte>[] pictures, int passes, int batchSize, Func<ReadOnlyMemory<byte>[], ValueTask<EmbeddingResult[]>> embed)
    {
        var start = Stopwatch.GetTimestamp();
        // Requests of several batches each, so that no batch is cut short by the end of its request.
        await Parallel.ForEachAsync(
            Enumerable.Repeat(pictures, passes).SelectMany(all => all).Chunk(Math.Max(50, 2 * batchSize)),
            new ParallelOptions { MaxDegreeOfParallelism = RequestsInFlight },
            async (chunk, _) =>
            {
                foreach (var result in await embed(chunk))
                    result.VectorOrThrow();
            });
        return (double)pictures.Length * passes / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    static double Median(List<double> values) => Quantile(values, 0.5);

    static double Quantile(List<double> values, double part) => values.Order().ElementAt((int)(part * (values.Count - 1)));
}
