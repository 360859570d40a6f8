using CsCheck;

namespace FashionOrleans.Search.Tests;

public sealed class IdTests : IDisposable
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Any strings: of one byte a unit, beyond it, emoji, lone surrogates, longer than any buffer.</summary>
    static readonly Gen<string> AnyId = Gen.OneOf(
        Gen.String[Gen.Char['a', 'e'], 1, 6],
        Gen.String[Gen.Char['\0', '\u00FF'], 1, 12],
        Gen.String[Gen.Char['\0', '\uFFFF'], 1, 12],
        Gen.String[Gen.Int[0, 4].Select(i => "\uD83D\uDE00\uFFFD\uE000z"[i]), 1, 5],
        Gen.Int[200, 3000].Select(Gen.Char['a', '\u0101'], (length, unit) => new string(unit, length)));

    readonly ScanPool _pool = new();

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void Any_string_reads_back_and_compares_by_ordinal()
    {
        AnyId.Array[2, 40].Sample(ids =>
        {
            using var stored = new RowBytes(64);
            for (var row = 0; row < ids.Length; row++)
                RowId.Append(stored, row, ids[row]);
            for (var x = 0; x < ids.Length; x++)
            {
                Assert.Equal(ids[x], RowId.Of(stored, x).ToString());
                Assert.True(RowId.Of(stored, x).Equals(ids[x]));
                for (var y = 0; y < ids.Length; y++)
                {
                    Assert.Equal(Math.Sign(string.CompareOrdinal(ids[x], ids[y])), Math.Sign(RowId.Of(stored, x).CompareTo(RowId.Of(stored, y))));
                    Assert.Equal(ids[x] == ids[y], RowId.Of(stored, x).Equals(ids[y]));
                }
            }
        }, iter: 300);
    }

    [Fact]
    public void Rows_that_are_taken_back_leave_those_before_them()
    {
        Gen.Select(AnyId.Array[1, 60], AnyId.Array[1, 60], Gen.Int[0, 59]).Sample((first, second, kept) =>
        {
            kept = Math.Min(kept, first.Length);
            using var stored = new RowBytes(64);
            for (var row = 0; row < first.Length; row++)
                RowId.Append(stored, row, first[row]);
            stored.Truncate(kept);
            string[] expected = [.. first.Take(kept), .. second];
            for (var row = kept; row < expected.Length; row++)
                RowId.Append(stored, row, expected[row]);
            Assert.Equal(expected, Enumerable.Range(0, expected.Length).Select(row => RowId.Of(stored, row).ToString()));
        }, iter: 300);
    }

    [Fact]
    public void Items_are_found_replaced_and_deleted_by_any_id()
    {
        var operation = Gen.Select(AnyId, Gen.Bool);
        operation.Array[1, 120].Array[1, 8].Sample(batches =>
        {
            using var index = new VectorIndex(new() { Dimension = 1, LearnAutomatically = false, CompactionThreshold = 0.3 }, _pool);
            var model = new Dictionary<string, float>(StringComparer.Ordinal);
            var number = 0f;
            foreach (var batch in batches)
            {
                var deletes = batch.Where(o => o.Item2).Select(o => o.Item1).ToArray();
                var upserts = batch.Where(o => !o.Item2).Select(o => Entries.Of(o.Item1, [++number])).ToArray();
                var deleted = deletes.Where(model.ContainsKey).ToHashSet(StringComparer.Ordinal);
                var before = model.Keys.ToHashSet(StringComparer.Ordinal);
                foreach (var id in deletes)
                    model.Remove(id);
                foreach (var entry in upserts)
                    model[entry.Id] = entry.Vector.Span[0];
                var ids = upserts.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
                Assert.Equal(
                    new ApplyResult(ids.Count(id => !before.Contains(id)), ids.Count(before.Contains), deleted.Count(id => !ids.Contains(id))),
                    index.Apply(upserts, deletes));
                if (number % 3 == 0)
                    index.Optimize(Cancel);
            }
            Assert.Equal(model.Count, index.Count);
            var vector = new float[1];
            foreach (var id in batches.SelectMany(batch => batch).Select(o => o.Item1))
            {
                Assert.Equal(model.ContainsKey(id), index.TryGetVector(id, vector));
                Assert.Equal(model.GetValueOrDefault(id, vector[0]), vector[0]);
            }
        }, iter: 60);
    }

    [Fact]
    public async Task Equal_scores_come_by_ordinal_id()
    {
        string[] ids = ["\uD83D\uDE00", "\uFFFD", "\uE000", "é", "a", "aa", "B", "\u0100", "\u00FF", "\uD83D", new('x', 700)];
        using var index = new VectorIndex(new() { Dimension = 2 }, _pool);
        index.Apply([.. ids.Select(id => Entries.Of(id, [1, 0]))], []);
        var result = await index.SearchAsync(Entries.Query([1, 0], ids.Length), Cancel);
        Assert.Equal(ids.Order(StringComparer.Ordinal), result.Hits.Select(hit => hit.Id));
        // Emoji come before U+E000 by UTF-16 unit and after it by code point.
        Assert.True(result.Hits.ToList().FindIndex(hit => hit.Id == "\uD83D\uDE00") < result.Hits.ToList().FindIndex(hit => hit.Id == "\uE000"));
        Assert.Equal(ids.Order(StringComparer.Ordinal).Take(3), (await index.SearchAsync(Entries.Query([1, 0], 3), Cancel)).Hits.Select(hit => hit.Id));
    }

    [Fact]
    public void Attributes_that_were_read_outlive_their_index()
    {
        var index = new VectorIndex(new() { Dimension = 1 }, _pool);
        index.Apply([Entries.Of("a", [1], """{"colour":"Red"}""")], []);
        Assert.True(index.TryGetAttributes("a", out var json));
        index.Dispose();
        Assert.Equal("""{"colour":"Red"}"""u8, json.Span);
    }
}
