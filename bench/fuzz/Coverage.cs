using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace FashionOrleans.Fuzz;

/// <summary>
/// Which branches an input took, as the assemblies count them that SharpFuzz has instrumented (AFL's map of edges). Without instrumentation nothing is
/// ever new, and inputs are mutations of the corpus alone.
/// </summary>
sealed unsafe class Coverage
{
    const int Size = 1 << 16;

    readonly byte* _map = (byte*)NativeMemory.AlignedAlloc(Size, 64);
    readonly byte[] _seen = new byte[Size];
    readonly List<int> _latest = [];

    public Coverage()
    {
        NativeMemory.Clear(_map, Size);
        Trace.SharedMem = _map;
    }

    /// <summary>Edges that were ever taken.</summary>
    public int Edges => _seen.Count(counts => counts != 0);

    /// <summary>Forgets what was taken.</summary>
    public void Begin()
    {
        NativeMemory.Clear(_map, Size);
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether an edge was taken that never was before, or a number of times of another magnitude.</summary>
    public bool IsNew()
    {
        _latest.Clear();
        for (var block = 0; block < Size; block += Vector<byte>.Count)
        {
            if (Vector.EqualsAll(*(Vector<byte>*)(_map + block), Vector<byte>.Zero))
            {
                continue;
            }

            for (var edge = block; edge < block + Vector<byte>.Count; edge++)
            {
                if (_map[edge] != 0 && (_seen[edge] & Magnitude(_map[edge])) == 0)
                {
                    _seen[edge] |= Magnitude(_map[edge]);
                    _latest.Add(edge);
                }
            }
        }

        return _latest.Count > 0;
    }

    /// <summary>Whether the same input, run again, took again what was new: branches of other threads come as chance will have it.</summary>
    public bool IsConfirmed() => _latest.Exists(edge => _map[edge] != 0);

    static byte Magnitude(byte count) => (byte)(1 << Math.Min(7, BitOperations.Log2(count)));
}
