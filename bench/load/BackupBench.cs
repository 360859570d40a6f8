using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using FashionOrleans.Benchmarks;
using FashionOrleans.Benchmarks.Embedding;
using FashionOrleans.Client;
using FashionOrleans.SampleCatalog;

namespace FashionOrleans.Load;

/// <summary>Exports and imports catalogues of several sizes, and says what memory the server and the loader take for it.</summary>
static class BackupBench
{
    const string Catalog = "drawn";
    const string Demo = "demo";
    const int Dimension = 2048;
    const int BatchSize = 500;
    const int Pictures = 200;
    const int Shards = 8;
    const int Width = 8;

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "--sizes", "--work", "--storage", "--seed");
        var sizes = arguments.Text("--sizes", "demo,40000,160000").Split(',');
        var work = Directory.CreateDirectory(arguments.Text("--work", Path.Combine(Path.GetTempPath(), $"fashion-backup-bench-{Environment.ProcessId}")));
        var (storage, seed) = (arguments.Text("--storage", "memory"), arguments.Number("--seed", 1));
        Console.WriteLine($"Private memory in MB; vectors in '{storage}', seed {seed}.");
        Console.WriteLine(Format("items", "MB", "export s", "at rest", "most", "loader", "import s", "at rest", "most", "loader"));
        Console.WriteLine(Format([.. Enumerable.Repeat("---", 10)]));
        try
        {
            foreach (var size in sizes)
            {
                await MeasureAsync(work.CreateSubdirectory(size), size, storage, seed);
                Directory.Delete(Path.Combine(work.FullName, size), recursive: true);
            }
        }
        finally
        {
            work.Delete(recursive: true);
        }

        return 0;
    }

    static async Task MeasureAsync(DirectoryInfo folder, string size, string storage, int seed)
    {
        var (first, second, backup) = (Path.Combine(folder.FullName, "first"), Path.Combine(folder.FullName, "second"), Path.Combine(folder.FullName, "backup"));
        var catalog = size == Demo ? Demo : Catalog;
        await using (var filling = await LoadedServer.StartAsync("", size == Demo ? Demo : "serve", first))
        {
            if (size == Demo)
            {
                await filling.UntilFilledAsync(Demo, SampleProducts.DefaultCount);
            }
            else
            {
                await FillAsync(new FashionOrleansClient(filling.Http), int.Parse(size, CultureInfo.InvariantCulture), storage, seed);
            }
        }

        var export = await RunLoaderAsync(first, "export", "--catalog", catalog, "--out", backup);
        var import = await RunLoaderAsync(second, "import", "--catalog", catalog, "--backup", backup);
        var bytes = new DirectoryInfo(backup).GetFiles().Sum(file => file.Length);
        Console.WriteLine(Format(
            size, Megabytes(bytes), Seconds(export.Time), Megabytes(export.Before), Megabytes(export.Server), Megabytes(export.Loader),
            Seconds(import.Time), Megabytes(import.After), Megabytes(import.Server), Megabytes(import.Loader)));
    }

    /// <summary>Stores drawn vectors with drawn pictures as they are: nothing is embedded.</summary>
    static async Task FillAsync(FashionOrleansClient client, int items, string storage, int seed)
    {
        await client.EnsureCatalogAsync(Catalog, new CatalogSettings(Shards: Shards, VectorStorage: storage));
        var pictures = SampleProducts.Create(Pictures, seed).Select(product => product.RenderJpeg(120, 160)).ToArray();
        foreach (var batch in Enumerable.Range(0, items).Chunk(BatchSize))
        {
            var results = await client.RestoreItemsAsync(Catalog, Array.ConvertAll(batch, item => new ItemBackup(
                $"i{item}", Draw(seed + item), """{"colour":"red","price":9.5}"""u8.ToArray(), null, pictures[item % Pictures], "image/jpeg")));
            if (results.FirstOrDefault(result => !result.IsStored) is { } refused)
            {
                throw new ArgumentException($"{refused.Id} was refused: {refused.Detail}");
            }
        }
    }

    static byte[] Draw(int seed)
    {
        var random = new Random(seed);
        var vector = new float[Dimension];
        var squares = 0.0;
        for (var i = 0; i < Dimension; i++)
        {
            vector[i] = random.NextSingle() - 0.5f;
            squares += (double)vector[i] * vector[i];
        }

        var scale = (float)(1 / Math.Sqrt(squares));
        return MemoryMarshal.AsBytes(Array.ConvertAll(vector, component => component * scale).AsSpan()).ToArray();
    }

    /// <summary>Runs a command of the loader against a server that has just loaded what lies in a folder.</summary>
    static async Task<(long Before, long After, long Server, long Loader, TimeSpan Time)> RunLoaderAsync(string data, params string[] command)
    {
        await using var server = await LoadedServer.StartAsync("", "serve", data);
        await server.UntilQuietAsync();
        var before = server.Sample().PrivateBytes;
        var begun = Stopwatch.GetTimestamp();
        using var loader = Process.Start(new ProcessStartInfo(
            "dotnet", [Clone.ProgramOf("FashionOrleans.Loader", "fashionorleans.dll"), .. command, "--server", $"{server.Http.BaseAddress}", "--no-progress"])
        {
            RedirectStandardOutput = true,
        })!;
        using var serverMemory = new PrivateMemoryWatch(server.ProcessId);
        using var loaderMemory = new PrivateMemoryWatch(loader.Id);
        var said = await loader.StandardOutput.ReadToEndAsync();
        await loader.WaitForExitAsync();
        var time = Stopwatch.GetElapsedTime(begun);
        if (loader.ExitCode != 0)
        {
            throw new InvalidOperationException($"The loader's {command[0]} ended with {loader.ExitCode}: {said}");
        }

        var most = serverMemory.Most;
        await server.UntilQuietAsync();
        return (before, server.Sample().PrivateBytes, most, loaderMemory.Most, time);
    }

    static string Format(params string[] cells) => $"| {string.Join(" | ", cells.Select(cell => cell.PadLeft(Width)))} |";

    static string Megabytes(long bytes) => (bytes / 1e6).ToString("N0", CultureInfo.InvariantCulture);

    static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);
}
