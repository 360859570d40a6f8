namespace FashionOrleans.Fuzz.Tests;

/// <summary>
/// The short run of every target: the corpus, and some thousands of inputs made from it, another set each day. The long run is
/// <c>bench/fuzz</c>'s (docs/fuzzing.md).
/// </summary>
public sealed class ShortRunTests(ITestOutputHelper output) : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-fuzz-");

    public void Dispose() => _folder.Delete(recursive: true);

    // A second or so each: pictures and database files are slower than texts.
    [Theory]
    [InlineData("picture", 1_500)]
    [InlineData("messagepack", 20_000)]
    [InlineData("jsonbatch", 20_000)]
    [InlineData("jsonbody", 4_000)]
    [InlineData("form", 8_000)]
    [InlineData("filter", 10_000)]
    [InlineData("filtertext", 20_000)]
    [InlineData("csv", 10_000)]
    [InlineData("feed", 4_000)]
    [InlineData("imageurl", 3_000)]
    [InlineData("import", 4_000)]
    [InlineData("crop", 8_000)]
    [InlineData("modelpack", 10_000)]
    [InlineData("storedrow", 20_000)]
    [InlineData("sqlite", 2_000)]
    public async Task Every_input_ends_in_a_value_or_a_documented_refusal(string target, int count)
    {
        var seed = DateTime.UtcNow.DayOfYear;
        output.WriteLine($"{target}: {count} inputs, seed {seed}; again with: dotnet run -c Release --project bench/fuzz -- run --target {target} --count {count} --seed {seed}");

        var end = await FuzzRun.RunAsync(target, count, seed, _folder.FullName);

        output.WriteLine(end.Summary);
        Assert.True(end.Passed, $"{target}, seed {seed}: {end.Summary}{Environment.NewLine}{Findings()}");
    }

    [Fact]
    public void Every_target_has_a_short_run()
    {
        var data = typeof(ShortRunTests).GetMethod(nameof(Every_input_ends_in_a_value_or_a_documented_refusal))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>().Select(row => (string)row.Data[0]!);

        Assert.Equal(FuzzTargets.Names.Order(), data.Order());
    }

    // The folder is gone after the test: what was found is shown, as far as it is short.
    string Findings() => string.Join(
        Environment.NewLine,
        _folder.EnumerateFiles("*.bin", SearchOption.AllDirectories).Select(file => $"{file.Name}: {Convert.ToBase64String(File.ReadAllBytes(file.FullName).AsSpan(0, (int)Math.Min(file.Length, 4096)))}"));
}
