using System.Text.Json;
using FashionOrleans.Contracts;
using FashionOrleans.Fuzz.Mutation;
using FashionOrleans.Grains.Jobs;
using FashionOrleans.Ingest.Feeds;
using FashionOrleans.Ingest.Fetching;
using FashionOrleans.Search;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>
/// The feed of a job, as the job reads it: looked at (a gzip is unpacked once to its end), read once for its rows and columns, and once more row by row, each as far
/// as its picture's address. The first byte says how the feed is said to be written, whether its columns are named, and whether the target packs it.
/// </summary>
sealed class FeedTarget : IFuzzTarget
{
    // Packed by the target, so that what the changes did is seen behind a right checksum.
    const byte Pack = 16;
    const byte Named = 4;
    const byte LookOnly = 8;

    // Low, as the limit of pixels is for pictures: the code is the same. A bomb has to become longer than what is allowed anyway.
    const long MaxUnpacked = 1 << 18;
    const long MaxUnpackedBomb = 1 << 26;

    static readonly FeedColumns Guessed = new(null, null, []);
    static readonly FeedColumns Chosen = new("sku", "photo", ["name", "price", "tags"]);

    static readonly Dictionary<string, string> Declared = new()
    {
        ["price"] = CatalogSchema.Number, ["sale"] = CatalogSchema.Bool, ["tags"] = CatalogSchema.Tags, ["name"] = CatalogSchema.Text,
    };

    readonly HostRules _rules = new(new FetchOptions());

    public string Name => "feed";

    public IReadOnlyList<byte[]> Seeds { get; } = [.. FeedSeeds.All()];

    public IReadOnlyList<string> Words { get; } =
    [
        "id", "sku", "image_link", "photo", "\n", "\r\n", "\r", ",", ";", "\t", "|", "\"", "\"\"", "\"\n", "{\"id\":\"1\",", "\"attributes\":{", "}", "[", "]", "null", "1e400", "007", "-0", "1.5", "\\ud800",
        "\uFEFF", "\u0000", "PAR1", "\u001f\u008b\u0008", "http://a/1.jpg", "true", "\u0015\u0004", "\u002c",
    ];

    // What is read is as long as the unpacked feed, which an input in gzip does not say, and pages of Parquet may be compressed.
    public long MaxAllocated(ReadOnlySpan<byte> input) =>
        4_000_000 + (200 * (input.Length > 0 && (input[0] % 4 > 1 || FeedPacking.IsPacked(input[1..])) ? Math.Max(input.Length, MaxUnpacked) : input.Length));

    public byte[] Generate(Random random) => FeedSeeds.Draw(random);

    public void Mend(byte[] input) => GzipChecksum.Mend(input.AsSpan(Math.Min(1, input.Length)));

    public void Run(byte[] input)
    {
        if (input.Length > 0)
        {
            ReadAsync(input[0], input.AsMemory(1)).GetAwaiter().GetResult();
        }
    }

    async Task ReadAsync(byte how, ReadOnlyMemory<byte> content)
    {
        var format = (how % 4) switch { 0 => FeedFormat.Csv, 1 => FeedFormat.JsonLines, _ => FeedFormat.Parquet };
        var isOnlyLookedAt = (how & LookOnly) != 0;
        var stream = new MemoryStream();
        await stream.WriteAsync((how & Pack) != 0 ? FeedSeeds.Gzip(content.Span) : content);
        await using var file = await FeedFile.OpenAsync(stream, format, isOnlyLookedAt ? MaxUnpackedBomb : MaxUnpacked, CancellationToken.None);
        if (isOnlyLookedAt)
        {
            return;
        }

        var reader = new FeedReader(format, (how & Named) != 0 ? Chosen : Guessed);
        var survey = await reader.SurveyAsync(await file.RewindAsync(), CancellationToken.None);
        var rows = 0L;
        try
        {
            await foreach (var row in reader.ReadAsync(await file.RewindAsync(), survey, Declared, CancellationToken.None))
            {
                Require(row.Number == ++rows, "Rows are not counted one by one.");
                Take(row);
            }
        }
        catch (FeedException) when (rows > 0)
        {
            // What came before it counts.
        }

        Require(format == FeedFormat.Parquet || rows == survey.Rows, $"{survey.Rows} rows were counted, and {rows} read.");
    }

    /// <summary>As a job takes a row, up to the network.</summary>
    void Take(FeedRow row)
    {
        if (row.Trouble is { } trouble)
        {
            Require(trouble.Length > 0, "A row is refused without a sentence.");
            return;
        }

        if (row.Id is not { } id || !ItemId.IsValid(id) || row.Image is not { } image)
        {
            return;
        }

        using (var attributes = JsonDocument.Parse(row.Attributes))
        {
            Require(attributes.RootElement.ValueKind == JsonValueKind.Object, "The attributes of a row are no object.");
        }

        RowRevision.OfRow(image, row.Attributes);
        try
        {
            AttributeSet.Parse(row.Attributes.Span);
            _rules.Read(image);
        }
        catch (Exception exception) when (exception is AttributeFormatException or FetchException)
        {
            // That row alone is refused.
        }
    }

    static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
