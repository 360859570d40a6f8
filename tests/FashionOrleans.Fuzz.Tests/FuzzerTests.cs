using FashionOrleans.Fuzz.Mutation;
using FashionOrleans.Fuzz.Targets;

namespace FashionOrleans.Fuzz.Tests;

/// <summary>The fuzzer on code with a defect that is known: a run that finds nothing must mean that there is nothing.</summary>
public sealed class FuzzerTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-fuzz-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("broken-throw", "InvalidOperationException in BrokenTarget.Run")]
    [InlineData("broken-allocation", "allocation")]
    [InlineData("broken-crash", "crash")]
    [InlineData("broken-hang", "hang")]
    public async Task A_defect_is_found_and_the_input_that_shows_it_is_kept(string target, string kind)
    {
        var end = await FuzzRun.RunAsync(target, count: 20_000, seed: 1, _folder.FullName);

        Assert.False(end.Passed);
        Assert.Contains($"finding: {kind}", end.Summary, StringComparison.Ordinal);
        var input = await File.ReadAllBytesAsync(Assert.Single(_folder.EnumerateFiles("*.bin", SearchOption.AllDirectories)).FullName, TestContext.Current.CancellationToken);
        Assert.True(input.AsSpan().StartsWith("FUZ!"u8));
    }

    [Fact]
    public void Equal_seeds_give_equal_inputs_and_others_do_not()
    {
        byte[] start = [.. Enumerable.Range(0, 40).Select(i => (byte)i)];
        byte[][] Of(int seed)
        {
            var mutator = new Mutator(new Random(seed), ["word"], 1000);
            return [.. Enumerable.Range(0, 50).Select(_ => mutator.Mutate(start, start))];
        }

        Assert.Equal(Of(1), Of(1));
        Assert.NotEqual(Of(1), Of(2));
        Assert.All(Of(3), input => Assert.InRange(input.Length, 0, 1000));
    }

    [Fact]
    public void A_changed_png_has_right_checksums_again()
    {
        var png = new PictureTarget().Seeds.First(seed => seed.AsSpan(1).StartsWith("PNG"u8));
        var changed = png.ToArray();
        // A bit of IHDR's width.
        changed[19] ^= 1;
        var broken = changed.ToArray();

        PngChecksums.Mend(changed);

        Assert.NotEqual(broken, changed);
        changed[19] ^= 1;
        PngChecksums.Mend(changed);
        Assert.Equal(png, changed);
    }
}
