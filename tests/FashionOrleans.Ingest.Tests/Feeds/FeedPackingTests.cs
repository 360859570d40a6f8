using System.IO.Compression;
using System.Text;
using CsCheck;
using FashionOrleans.Contracts;
using FashionOrleans.Ingest.Feeds;

namespace FashionOrleans.Ingest.Tests.Feeds;

/// <summary>Feeds in gzip.</summary>
public sealed class FeedPackingTests
{
    const long Enough = 1_000_000_000;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_whole_feed_passes_stays_as_it_is_and_comes_out_again()
    {
        var feed = Table(2_000);
        var packed = Gzip(feed);
        using var stream = Stream(packed);

        await FeedPacking.CheckAsync(stream, Enough, Stop);

        Assert.Equal(packed, stream.ToArray());
        stream.Position = 0;
        using var reader = new StreamReader(FeedPacking.Unpack(stream));
        Assert.Equal(Encoding.UTF8.GetString(feed), await reader.ReadToEndAsync(Stop));
    }

    [Fact]
    public async Task Gzips_one_after_the_other_are_one_feed()
    {
        using var stream = Stream([.. Gzip(Table(10)), .. Gzip(Table(20)), .. Gzip(Table(1))]);

        await FeedPacking.CheckAsync(stream, Enough, Stop);
    }

    [Fact]
    public void A_feed_that_is_cut_off_anywhere_is_refused()
    {
        // Blocks that are compressed by each kind of code, and one that is stored as it is.
        byte[][] feeds = [Table(300), Table(2), Random(seed: 1, 5_000)];
        var packed = feeds.SelectMany(feed => (byte[][])[Gzip(feed), [.. Gzip(Table(3)), .. Gzip(feed)]]).ToArray();
        Gen.Int[0, packed.Length - 1].SelectMany(which => Gen.Int[2, packed[which].Length - 1].Select(length => (which, length)))
            .Sample(cut =>
            {
                // Between two gzips the first one is whole.
                if (cut.which % 2 == 1 && cut.length == Gzip(Table(3)).Length)
                {
                    return;
                }

                using var stream = Stream(packed[cut.which][..cut.length]);
                var refusal = Assert.Throws<FashionOrleansException>(() => FeedPacking.CheckAsync(stream, Enough, Stop).GetAwaiter().GetResult());
                Assert.Equal(ErrorCodes.InvalidFeed, refusal.Code);
                Assert.Contains("cut off", refusal.Message, StringComparison.Ordinal);
            },
            iter: 2_000);
    }

    [Fact]
    public async Task A_feed_that_is_cut_off_before_the_first_byte_that_it_stores_as_it_is_is_not_called_packed_twice()
    {
        // The header of the gzip, and that of the block.
        const int headers = 15;

        Assert.Contains("cut off", (await RefusalAsync(Gzip(Random(seed: 1, 5_000))[..headers], Enough)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_was_changed_on_its_way_is_refused()
    {
        var packed = Gzip(Table(300));
        packed[packed.Length / 2] ^= 0x10;

        Assert.Equal(ErrorCodes.InvalidFeed, (await RefusalAsync(packed, Enough)).Code);
    }

    [Fact]
    public async Task A_bomb_is_refused_by_how_much_longer_it_becomes_before_it_is_long()
    {
        // A gigabyte of one letter, a thousandth of it packed.
        using var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
        {
            var letters = new byte[1_000_000];
            Array.Fill(letters, (byte)'a');
            for (var i = 0; i < 1_000; i++)
            {
                await gzip.WriteAsync(letters, Stop);
            }
        }

        var read = new CountingStream(bomb.ToArray());
        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(() => FeedPacking.CheckAsync(read, Enough, Stop));

        Assert.Equal(ErrorCodes.FeedTooLarge, refusal.Code);
        Assert.Contains("more than 200 times its", refusal.Message, StringComparison.Ordinal);
        Assert.InRange(read.BytesRead, 1, bomb.Length / 3);
    }

    [Fact]
    public async Task A_feed_that_becomes_too_long_is_refused_with_the_setting_that_says_so()
    {
        var feed = Table(2_000);

        Assert.Equal(ErrorCodes.FeedTooLarge, (await RefusalAsync(Gzip(feed), feed.Length - 1)).Code);
        Assert.Contains("MaxUnpackedFeedBytes", (await RefusalAsync(Gzip(feed), feed.Length - 1)).Message, StringComparison.Ordinal);
        using var longest = Stream(Gzip(feed));
        await FeedPacking.CheckAsync(longest, feed.Length, Stop);
    }

    [Fact]
    public async Task A_small_feed_that_says_the_same_all_over_is_no_bomb()
    {
        using var stream = Stream(Gzip(Encoding.UTF8.GetBytes("id,image\n" + string.Concat(Enumerable.Repeat("a,https://shop.example/a.jpg\n", 100_000)))));

        await FeedPacking.CheckAsync(stream, Enough, Stop);
    }

    [Fact]
    public async Task A_feed_that_is_packed_twice_is_refused() =>
        Assert.Equal("The feed is packed twice. Pack it once.", (await RefusalAsync(Gzip(Gzip(Table(10))), Enough)).Message);

    [Theory]
    [InlineData("products.csv.gz", FeedFormat.Csv)]
    [InlineData("products.CSV.GZ", FeedFormat.Csv)]
    [InlineData("/feeds/products.jsonl.gz", FeedFormat.JsonLines)]
    [InlineData("products.csv", FeedFormat.Csv)]
    [InlineData("products.gz", null)]
    [InlineData(".gz", null)]
    public void A_name_tells_what_is_inside(string name, FeedFormat? format) => Assert.Equal(format, FeedFormats.OfPath(name));

    static async Task<FashionOrleansException> RefusalAsync(byte[] packed, long maxBytes)
    {
        using var stream = Stream(packed);
        return await Assert.ThrowsAsync<FashionOrleansException>(() => FeedPacking.CheckAsync(stream, maxBytes, Stop));
    }

    static byte[] Table(int rows)
    {
        var random = new Random(7);
        return Encoding.UTF8.GetBytes("id,image,name\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"p{i},https://shop.example/{i}.jpg,name {random.Next()}\n")));
    }

    static byte[] Random(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>A stream that can grow, as a file can.</summary>
    static MemoryStream Stream(byte[] bytes)
    {
        var stream = new MemoryStream();
        stream.Write(bytes);
        return stream;
    }

    /// <summary>Counts what is read of it.</summary>
    sealed class CountingStream : MemoryStream
    {
        public CountingStream(byte[] bytes) => Write(bytes);

        public long BytesRead { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            BytesRead += read;
            return read;
        }
    }
}
