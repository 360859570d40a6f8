using System.Text;
using FashionOrleans.Fuzz.Mutation;
using FashionOrleans.Ingest.Feeds;
using FashionOrleans.Loader.Metadata;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>A metadata file of the loader, also in gzip: read whole, and the attributes of each of its rows.</summary>
sealed class CsvTarget : IFuzzTarget
{
    const long MaxUnpacked = 1 << 16;

    static readonly byte[][] Texts =
    [
        .. new[]
        {
            "id,gender,price,name\n1,Women,9.5,Red, floral dress\n2,Men,NA,\"Quoted, name\"\n3,,,\n",
            "\uFEFFid,a\r\n1,\"x\r\ny\"\r\n2,\"never closed\r\n3,z\r\n",
            "a,id\n\"\",1\n\"a\"\"b\"tail,2\n\n  \nnull,3.jpg\n1,3.jpg\n",
            "id\n1\n007\n",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public string Name => "csv";

    public IReadOnlyList<byte[]> Seeds { get; } = [.. Texts, .. Texts.Select(text => FeedSeeds.Gzip(text)), FeedSeeds.Gzip(Texts[0])[..^4], FeedSeeds.Gzip(new byte[MaxUnpacked + 1])];

    public IReadOnlyList<string> Words { get; } = ["id", ",", "\"", "\"\"", "\n", "\r\n", "\r", "\n\"", "\",\"", "NA", "null", "NaN", "1e400", "007", ".jpg", "\uFEFF", "\u0000", " "];

    // A quote that is never closed makes up to 50 lines be looked at again and again.
    public long MaxAllocated(ReadOnlySpan<byte> input) => 4_000_000 + (400L * 50 * (FeedPacking.IsPacked(input) ? Math.Max(input.Length, MaxUnpacked) : input.Length));

    public void Mend(byte[] input) => GzipChecksum.Mend(input);

    public byte[] Generate(Random random) => Encoding.UTF8.GetBytes("id,a,b\n" + string.Join('\n', Enumerable.Range(0, random.Next(8)).Select(row =>
        string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => Words[random.Next(Words.Count)] + row)))));

    public void Run(byte[] input)
    {
        var table = MetadataTable.ReadAsync(new MemoryStream(input), "file.csv", "id", MaxUnpacked, CancellationToken.None).GetAwaiter().GetResult();
        foreach (var id in table.Ids)
        {
            table.AttributesOf(id);
            table.LabelOf(id, table.Columns[^1]);
        }
    }
}
