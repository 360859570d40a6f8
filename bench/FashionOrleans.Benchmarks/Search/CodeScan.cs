using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FashionOrleans.Search;

namespace FashionOrleans.Benchmarks.Search;

/// <summary>
/// Three loops over the same codes and norms: one that only reads them, one that only computes an int8 inner product a row, and the
/// scan of the certified search, which computes 14-bit products and bounds. The codes are those of an index, and copies of them until they fill
/// the wanted memory.
/// </summary>
sealed unsafe class CodeScan : IDisposable
{
    readonly CodeBlock[] _blocks;
    readonly RowCoding _coding;
    readonly RotatedQuery _query = new();
    readonly AlignedMemory<float> _vector;
    readonly int _quads;

    /// <param name="rows">Coded rows; the caller's reference.</param>
    /// <param name="query">float32[dimension].</param>
    /// <param name="bytes">How much memory to fill at least.</param>
    public CodeScan(Snapshot rows, float[] query, long bytes)
    {
        _coding = rows.Coding ?? throw new InvalidOperationException("The rows are not coded.");
        _quads = _coding.Levels[0].PaddedWidth / VectorKernels.QuadDimensions;
        // The last block may be partly empty.
        var full = rows.Rows / RowBlock.Capacity;
        var blockBytes = RowBlock.Capacity * (_coding.Levels[0].PaddedWidth + 2 * sizeof(float));
        _blocks = new CodeBlock[Math.Max(full, bytes / blockBytes)];
        for (var i = 0; i < _blocks.Length; i++)
        {
            if (i < full)
            {
                _blocks[i] = rows.Codes[i];
                _blocks[i].AddReference();
            }
            else
            {
                _blocks[i] = new CodeBlock(_coding.Levels);
                Copy(rows.Codes[i % full], _blocks[i]);
            }
        }
        Bytes = (long)_blocks.Length * blockBytes;
        _vector = new(VectorMath.PaddedLength(query.Length));
        query.CopyTo(_vector.Span);
        _query.Start(_coding, _vector.Pointer, (int)_vector.Length);
    }

    /// <summary>Bytes of codes and norms that each loop reads.</summary>
    public long Bytes { get; }

    public int Rows => _blocks.Length * RowBlock.Capacity;

    /// <summary>Reads every byte once and does next to nothing with it.</summary>
    public long Read(int threads) => Run(threads, block =>
        Read((int*)block.Codes(0), RowBlock.Capacity * _quads) + Read((int*)block.Errors(0), 2 * RowBlock.Capacity));

    static long Read(int* start, int count)
    {
        Vector256<int> a = default, b = default, c = default, d = default;
        for (var p = start; p < start + count; p += 4 * Vector256<int>.Count)
        {
            a |= Vector256.Load(p);
            b |= Vector256.Load(p + Vector256<int>.Count);
            c |= Vector256.Load(p + 2 * Vector256<int>.Count);
            d |= Vector256.Load(p + 3 * Vector256<int>.Count);
        }
        return Vector256.Sum(a | b | c | d);
    }

    /// <summary>An int8 index without bounds: one product of each code with a query of seven bits, the sum of each row.</summary>
    public long Int8(int threads)
    {
        var query = _query.Level(0).High;
        return Run(threads, block =>
        {
            Vector256<int> best = default;
            var codes = block.Codes(0);
            for (var group = 0; group < RowBlock.Capacity / VectorKernels.GroupRows; group += 2)
            {
                byte* first = codes + group * _quads * 64, second = first + _quads * 64;
                Vector256<int> s0 = default, s1 = default, s2 = default, s3 = default;
                for (var quad = 0; quad < _quads; quad++)
                {
                    var q = Vector256.Create(*(int*)(query + quad * 4)).AsSByte();
                    s0 = AddProducts(s0, Vector256.Load(first + quad * 64), q);
                    s1 = AddProducts(s1, Vector256.Load(first + quad * 64 + 32), q);
                    s2 = AddProducts(s2, Vector256.Load(second + quad * 64), q);
                    s3 = AddProducts(s3, Vector256.Load(second + quad * 64 + 32), q);
                }
                best = Vector256.Max(best, Vector256.Max(Vector256.Max(s0, s1), Vector256.Max(s2, s3)));
            }
            return Vector256.Sum(best);
        });
    }

    /// <summary>What the search does with a block: the estimate, the bounds and the mask of the rows that reach a threshold.</summary>
    public long Bound(int threads)
    {
        var terms = _query.Level(0);
        return Run(threads, block =>
        {
            var sums = stackalloc int[RowBlock.Capacity];
            var estimates = stackalloc float[RowBlock.Capacity];
            var halves = stackalloc float[RowBlock.Capacity];
            var mask = stackalloc ulong[RowBlock.MaskWords];
            VectorKernels.Best.CodeSums(block.Codes(0), _quads, RowBlock.Capacity / VectorKernels.GroupRows, terms.High, terms.Low, sums);
            VectorKernels.Best.Bound(terms.Bounds, sums, block.Errors(0), block.Rests(0), RowBlock.Capacity, 2f, estimates, halves, mask);
            return (long)mask[0];
        });
    }

    public void Dispose()
    {
        foreach (var block in _blocks)
            block.Release();
        _query.Dispose();
        _vector.Dispose();
    }

    long Run(int threads, Func<CodeBlock, long> work)
    {
        if (threads == 1)
            return Range(0, _blocks.Length);
        var totals = new long[threads];
        Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads }, part =>
            totals[part] = Range((int)((long)_blocks.Length * part / threads), (int)((long)_blocks.Length * (part + 1) / threads)));
        return totals.Sum();

        long Range(int first, int end)
        {
            var total = 0L;
            for (var block = first; block < end; block++)
                total += work(_blocks[block]);
            return total;
        }
    }

    void Copy(CodeBlock source, CodeBlock target)
    {
        new Span<byte>(source.Codes(0), RowBlock.Capacity * _quads * 4).CopyTo(new(target.Codes(0), RowBlock.Capacity * _quads * 4));
        new Span<float>(source.Errors(0), 2 * RowBlock.Capacity).CopyTo(new(target.Errors(0), 2 * RowBlock.Capacity));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<int> AddProducts(Vector256<int> sum, Vector256<byte> codes, Vector256<sbyte> query) => AvxVnni.IsSupported
        ? AvxVnni.MultiplyWideningAndAdd(sum, codes, query)
        : sum + Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(codes, query), Vector256<short>.One);
}
