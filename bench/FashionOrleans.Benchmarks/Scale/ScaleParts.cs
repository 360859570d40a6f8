using System.Text.Json;

namespace FashionOrleans.Benchmarks.Scale;

/// <summary>What <see cref="ScalePartsBench"/> measured, and <see cref="ScalePlan"/> plans with.</summary>
/// <param name="Dimension">Of the vectors.</param>
/// <param name="Memory">Bytes an item in memory.</param>
/// <param name="Indexes">One index each, of two kinds of vectors and several sizes, the smallest of a kind first.</param>
/// <param name="Postgres">The store of a cluster.</param>
/// <param name="Sqlite">The store of one process, for comparison.</param>
/// <param name="ItemBytes">What PostgreSQL takes on disk for an item, without its picture.</param>
/// <param name="PictureOverhead">Bytes on disk a byte of a picture.</param>
/// <param name="Call">A call from one silo to another.</param>
/// <param name="Planners">One look of the balancer, for several numbers of silos, the smallest first.</param>
/// <param name="EmbeddingMs">Milliseconds of one core to decode and embed a picture.</param>
sealed record ScaleParts(
    int Dimension,
    MemoryPart Memory,
    IndexPart[] Indexes,
    StorePart Postgres,
    StorePart Sqlite,
    double ItemBytes,
    double PictureOverhead,
    CallPart Call,
    PlannerPart[] Planners,
    double EmbeddingMs)
{
    static readonly JsonSerializerOptions Format = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Nothing measured yet.</summary>
    public static ScaleParts None { get; } = new(
        0, new MemoryPart(0, 0, 0, 0), [], new StorePart(0, 0, 0), new StorePart(0, 0, 0), 0, 0, new CallPart(0, 0), [], 0);

    /// <summary>The parts that were measured for docs/scale.md.</summary>
    public static string DefaultFile => Path.Combine(AppContext.BaseDirectory, "Scale", "parts.json");

    /// <exception cref="ArgumentException">The file is not there or is none of parts.</exception>
    public static ScaleParts Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ScaleParts>(File.ReadAllText(path), Format) ?? throw new JsonException("it is empty");
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            throw new ArgumentException($"{path} cannot be read as measured parts: {exception.Message} Make one with: scale-parts --out FILE.", exception);
        }
    }

    /// <summary>With these indexes instead of those of the same vectors.</summary>
    public ScaleParts With(IndexPart[] indexes) =>
        this with { Indexes = [.. Indexes.Where(old => indexes.All(index => index.Vectors != old.Vectors)), .. indexes] };

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Format) + '\n');
}
