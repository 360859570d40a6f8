using System.Collections;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FashionOrleans.Benchmarks.Peers;

/// <summary>A run of vectors in a file of little-endian float32; a row is read when it is asked for.</summary>
/// <param name="file">The open file.</param>
/// <param name="dimension">Elements of a vector.</param>
/// <param name="first">The first vector of the run.</param>
/// <param name="count">How many there are.</param>
sealed class VectorFile(SafeFileHandle file, int dimension, int first, int count) : IReadOnlyList<float[]>
{
    public int Count => count;

    public float[] this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)count);
            var vector = new float[dimension];
            var bytes = MemoryMarshal.AsBytes(vector.AsSpan());
            if (RandomAccess.Read(file, bytes, (long)(first + index) * bytes.Length) != bytes.Length)
                throw new EndOfStreamException($"The file ends within vector {first + index}.");
            return vector;
        }
    }

    /// <summary>The first rows of a file, and its last vectors as queries.</summary>
    /// <exception cref="ArgumentException">The file is too short for both, or no file of such vectors.</exception>
    public static (VectorFile Rows, VectorFile Queries) Open(SafeFileHandle file, int dimension, int rows, int queries)
    {
        var bytes = (long)dimension * sizeof(float);
        var length = RandomAccess.GetLength(file);
        if (length % bytes != 0)
            throw new ArgumentException($"The file's {length} bytes are no whole number of float32 vectors of {dimension} elements. Check --dimension.");
        var count = length / bytes;
        if (count < (long)rows + queries)
            throw new ArgumentException($"The file holds {count} vectors; {rows} rows and {queries} queries need more. Lower --rows or --queries.");
        return (new(file, dimension, 0, rows), new(file, dimension, (int)count - queries, queries));
    }

    public IEnumerator<float[]> GetEnumerator()
    {
        for (var i = 0; i < count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
