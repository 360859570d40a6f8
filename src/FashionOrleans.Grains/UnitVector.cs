using System.Runtime.InteropServices;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains;

/// <summary>Vectors as they cross the wire: little-endian <c>float32[dimension]</c>.</summary>
static class UnitVector
{
    // A vector this close to length one is taken as it is, so that a vector read from the API and sent back stays the same bit for bit.
    const double Tolerance = 1e-6;

    /// <summary>Reads a vector and makes its length one.</summary>
    /// <exception cref="FashionOrleansException">
    /// The length is not <paramref name="dimension"/>, a number is NaN or infinite, or all are zero.
    /// </exception>
    public static float[] Read(ReadOnlySpan<byte> bytes, int dimension)
    {
        if (bytes.Length != dimension * sizeof(float))
        {
            throw Invalid(bytes.Length % sizeof(float) == 0
                ? $"The embedding has {bytes.Length / sizeof(float)} numbers, but this catalogue's model makes {dimension}. Use the model that the catalogue names."
                : $"The embedding has {bytes.Length} bytes, which is no whole number of 4-byte floats.");
        }

        var vector = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        var squares = 0.0;
        foreach (var component in vector)
        {
            squares += (double)component * component;
        }

        if (!double.IsFinite(squares))
        {
            throw Invalid("The embedding holds NaN or an infinity. Send finite numbers.");
        }

        if (squares == 0)
        {
            throw Invalid("The embedding is all zeros, so it has no direction to compare. Send the output of the model.");
        }

        if (Math.Abs(squares - 1) > Tolerance)
        {
            var length = Math.Sqrt(squares);
            for (var i = 0; i < vector.Length; i++)
            {
                vector[i] = (float)(vector[i] / length);
            }
        }

        return vector;
    }

    /// <summary>The vector's bytes, copied.</summary>
    public static ReadOnlyMemory<byte> ToBytes(ReadOnlySpan<float> vector) => MemoryMarshal.AsBytes(vector).ToArray();

    static FashionOrleansException Invalid(string message) => new(ErrorCodes.InvalidEmbedding, message);
}
