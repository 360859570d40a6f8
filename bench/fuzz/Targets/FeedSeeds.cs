using System.IO.Compression;
using System.Text;
using FashionOrleans.Fuzz.Mutation;
using Parquet;
using Parquet.Serialization;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>Feeds to start from, each behind the byte that says how it is read (<see cref="FeedTarget"/>).</summary>
static class FeedSeeds
{
    static readonly string[] Tables =
    [
        "id,imageUrl,price,sale,tags,name\n1,http://a/1.jpg,9.5,true,a|b,Red\n2,http://a/2.jpg,,false,,\"Quoted, name\"\n3,,007,,|,\n",
        "\uFEFFsku;photo;name;price;tags\r\n\"a\"\"b\";https://a/1.jpg;\"x\r\ny\";1;a|b\r\n2;u\r\n",
        "id\timage_link\n1\thttp://a/1.jpg\n\"never closed\t2\n3\tz\n",
        "id|image\n1|http://[::1]/|x\n\n",
    ];

    static readonly string[] Lines =
    [
        "{\"id\":\"1\",\"imageUrl\":\"http://a/1.jpg\",\"price\":9.5,\"sale\":true,\"tags\":[\"a\",\"b\"],\"none\":null}\n\n{\"sku\":7,\"photo\":\"http://a/2.jpg\",\"attributes\":{\"name\":\"x\",\"price\":1}}\n",
        "\uFEFF{\"id\":\"1\",\"image\":\"u\"}\r\n[1]\nnull\n{\"id\":\"1\",\"id\":\"2\"}\n{\"id\":\"\\ud800\"}\n{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":1}}}}}}}}",
    ];

    static readonly string[] Names = ["id", "sku", "imageUrl", "photo", "image", "price", "sale", "tags", "name", "attributes"];

    public static IEnumerable<byte[]> All()
    {
        // As they are, packed by the target, and in gzip already.
        byte[][] plain = [.. Tables.Select(table => As(0, table)), .. Lines.Select(lines => As(1, lines)), .. Parquets().Select(file => (byte[])[2, .. file])];
        foreach (var feed in plain)
        {
            yield return feed;
            yield return [(byte)(feed[0] | 4), .. feed.AsSpan(1)];
            yield return [(byte)(feed[0] | 16), .. feed.AsSpan(1)];
            yield return [feed[0], .. Gzip(feed.AsSpan(1))];
        }

        yield return [0, .. Gzip(Encoding.UTF8.GetBytes(Tables[0])), .. Gzip(Encoding.UTF8.GetBytes(Tables[3]))];
        yield return [0, .. Gzip(Encoding.UTF8.GetBytes(Tables[0])).AsSpan()[..^9]];
        yield return [0, .. Gzip(Gzip(Encoding.UTF8.GetBytes(Tables[0])))];
        // Longer than the target takes, and a bomb: more than 200 times as long as it is packed.
        yield return [1, .. Gzip(new byte[300_000])];
        yield return [8, .. Gzip(new byte[20_000_000], CompressionLevel.SmallestSize)];
    }

    public static byte[] Draw(Random random)
    {
        var kind = (byte)random.Next(2);
        var content = kind == 0 ? Table(random) : string.Join('\n', Enumerable.Range(0, random.Next(6)).Select(_ => Encoding.UTF8.GetString(new JsonGenerator(random, Names).Object())));
        return As((byte)(kind | (random.Next(2) * 4) | (random.Next(2) * 16)), content);
    }

    public static byte[] Gzip(ReadOnlySpan<byte> content, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    static string Table(Random random)
    {
        string[] fields = ["1", "9.5", "007", "true", "a|b", "\"x,y\"", "\"a\"\"b\"", "", " ", "http://a/1.jpg", "-0", "1e5", "\"", "é"];
        var divider = ",;\t|"[random.Next(4)];
        var columns = Names.OrderBy(_ => random.Next()).Take(random.Next(1, 6)).ToArray();
        return string.Join('\n', Enumerable.Range(0, random.Next(7)).Select(_ => string.Join(divider, columns.Select(_ => fields[random.Next(fields.Length)])))
            .Prepend(string.Join(divider, columns)));
    }

    static IEnumerable<byte[]> Parquets()
    {
        foreach (var compression in (CompressionMethod[])[CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip, CompressionMethod.Zstd])
        {
            var rows = Enumerable.Range(1, 5).Select(i => new Product { Id = $"p{i}", ImageUrl = $"http://a/{i}.jpg", Name = i % 2 == 0 ? $"n{i}" : null, Price = i + 0.5, Stock = i, Tags = ["red", $"c{i}"] });
            using var stream = new MemoryStream();
            ParquetSerializer.SerializeAsync(rows, stream, new ParquetOptions { RowGroupSize = 3, CompressionMethod = compression }).GetAwaiter().GetResult();
            yield return stream.ToArray();
        }
    }

    static byte[] As(byte how, string text) => [how, .. Encoding.UTF8.GetBytes(text)];

    sealed class Product
    {
        public string? Id { get; set; }

        public string? ImageUrl { get; set; }

        public string? Name { get; set; }

        public double? Price { get; set; }

        public int Stock { get; set; }

        public List<string>? Tags { get; set; }
    }
}
