using System.Numerics;
using System.Runtime.InteropServices;

namespace FashionOrleans.Benchmarks.Search;

/// <summary>The two loops to measure against, over all vectors in one piece of memory with all processors.</summary>
sealed unsafe class FloatScan : IDisposable
{
    readonly float* _memory;
    readonly int _count;
    readonly int _dimension;

    public FloatScan(IReadOnlyList<float[]> vectors)
    {
        _count = vectors.Count;
        _dimension = vectors[0].Length / Vector<float>.Count * Vector<float>.Count;
        _memory = (float*)NativeMemory.AlignedAlloc((nuint)((long)_count * _dimension * sizeof(float)), 64);
        for (var i = 0; i < _count; i++)
            vectors[i].AsSpan(0, _dimension).CopyTo(new Span<float>(_memory + (long)i * _dimension, _dimension));
    }

    public long Bytes => (long)_count * _dimension * sizeof(float);

    /// <summary>Reads every byte once and does next to nothing with it: what the memory can deliver.</summary>
    public float Read()
    {
        var total = new float[Environment.ProcessorCount];
        Parallel.For(0, total.Length, part =>
        {
            Vector<float> a = default, b = default, c = default, d = default;
            var (first, end) = Part(part, total.Length);
            for (var p = _memory + (long)first * _dimension; p < _memory + (long)end * _dimension; p += 4 * Vector<float>.Count)
            {
                a += Vector.Load(p);
                b += Vector.Load(p + Vector<float>.Count);
                c += Vector.Load(p + 2 * Vector<float>.Count);
                d += Vector.Load(p + 3 * Vector<float>.Count);
            }
            total[part] = Vector.Sum(a + b + (c + d));
        });
        return total.Sum();
    }

    /// <summary>A flat index in float32: the inner product of every row, the best k by a heap.</summary>
    /// <returns>Rows by falling inner product.</returns>
    public int[] Search(float[] query, int k)
    {
        var best = new PriorityQueue<int, float>[Environment.ProcessorCount];
        Parallel.For(0, best.Length, part =>
        {
            var heap = best[part] = new(k + 1);
            var (first, end) = Part(part, best.Length);
            fixed (float* q = query)
            {
                for (var row = first; row < end; row++)
                {
                    var score = Dot(q, _memory + (long)row * _dimension);
                    if (heap.Count < k)
                        heap.Enqueue(row, score);
                    else
                        heap.EnqueueDequeue(row, score);
                }
            }
        });
        return [.. best.SelectMany(heap => heap.UnorderedItems).OrderByDescending(item => item.Priority).Take(k).Select(item => item.Element)];
    }

    public void Dispose() => NativeMemory.AlignedFree(_memory);

    (int First, int End) Part(int part, int parts) => ((int)((long)_count * part / parts), (int)((long)_count * (part + 1) / parts));

    float Dot(float* x, float* y)
    {
        Vector<float> a = default, b = default, c = default, d = default;
        for (var i = 0; i < _dimension; i += 4 * Vector<float>.Count)
        {
            a = Vector.MultiplyAddEstimate(Vector.Load(x + i), Vector.Load(y + i), a);
            b = Vector.MultiplyAddEstimate(Vector.Load(x + i + Vector<float>.Count), Vector.Load(y + i + Vector<float>.Count), b);
            c = Vector.MultiplyAddEstimate(Vector.Load(x + i + 2 * Vector<float>.Count), Vector.Load(y + i + 2 * Vector<float>.Count), c);
            d = Vector.MultiplyAddEstimate(Vector.Load(x + i + 3 * Vector<float>.Count), Vector.Load(y + i + 3 * Vector<float>.Count), d);
        }
        return Vector.Sum(a + b + (c + d));
    }
}
