using System.Buffers;

namespace FashionOrleans.Search;

/// <summary>
/// How rows are coded for the traversal: a record of bytes a row, all with one step, so that a record stands for its row and is a
/// query as well. With μ the mean of the rows and V axes learnt around it,
/// <code>q·x = (q − μ)·(x − μ) + μ·(x − μ) + q·μ ≈ Step² c(q)·c(x) + Bias(x) + constant</code>
/// where c are the coordinates on V divided by Step and rounded. Rows of different length get a further coordinate that lifts
/// all to one length, so that the nearest row and that of highest inner product are the same (Y. Bachrach et al., "Speeding up the
/// Xbox recommender system using a Euclidean transformation for inner-product spaces", 2014); a query's is 0. Estimates guide,
/// they are never an answer. Immutable.
/// </summary>
sealed unsafe class GraphCoding : IDisposable
{
    /// <summary>Bytes behind the codes of a record: Bias and 128 Step² Σ c, both float32.</summary>
    public const int TailBytes = 2 * sizeof(float);

    /// <summary>What makes the signed bytes of a query from the unsigned bytes of a record.</summary>
    public const byte SignBit = 0x80;

    readonly PrincipalAxes? _axes;
    readonly AlignedMemory<float> _mean;
    readonly double[] _meanCoordinates;
    readonly double _squaredMean;
    readonly double _length;
    readonly bool _lifted;

    /// <param name="axes">Axes of the rows around their mean; null to code the elements themselves.</param>
    /// <param name="mean">float32[dimension, padded]; owned from now on.</param>
    /// <param name="coordinates">Coordinates on the axes, or elements.</param>
    /// <param name="step">What one more in a code stands for.</param>
    /// <param name="length">The length that rows are lifted to; 0 when they have one length.</param>
    public GraphCoding(PrincipalAxes? axes, AlignedMemory<float> mean, int coordinates, double step, double length)
    {
        _axes = axes;
        _mean = mean;
        _length = length;
        _lifted = length > 0;
        Coordinates = coordinates;
        Step = step;
        RecordBytes = RoundUp(coordinates + (_lifted ? 1 : 0) + TailBytes);
        var stride = (int)mean.Length;
        _squaredMean = VectorKernels.Best.Dot(mean.Pointer, mean.Pointer, stride);
        _meanCoordinates = new double[coordinates];
        axes?.Project(mean.Pointer, 1, stride, coordinates, _meanCoordinates);
        Rotation = axes is null ? null : new AxisCodes(axes, coordinates, stride);
    }

    /// <summary>Coded axes or elements.</summary>
    public int Coordinates { get; }

    public double Step { get; }

    /// <summary>Bytes of a record, a multiple of <see cref="VectorKernels.Lanes"/>.</summary>
    public int RecordBytes { get; }

    /// <summary>The axes in one byte an element, for queries; null when elements are coded.</summary>
    public AxisCodes? Rotation { get; }

    public long MemoryBytes => _mean.Bytes + (_axes?.MemoryBytes ?? 0) + (Rotation?.MemoryBytes ?? 0);

    /// <summary>The bytes of a record of so many codes: whole lines of the cache, or half a line.</summary>
    public static int RoundUp(int bytes) => bytes <= 32 ? 32 : (bytes + 63) / 64 * 64;

    /// <summary>Bias(x) of a record.</summary>
    public static float Bias(byte* record, int recordBytes) => *(float*)(record + recordBytes - TailBytes);

    /// <summary>128 Step² Σ c of a record: what its signed bytes add to every estimate, since bytes are codes + 128.</summary>
    public static float Shift(byte* record, int recordBytes) => *(float*)(record + recordBytes - TailBytes + sizeof(float));

    /// <summary>Codes rows.</summary>
    /// <param name="rows">float32[count, stride].</param>
    /// <param name="count">How many.</param>
    /// <param name="stride">Elements of a row, padded.</param>
    /// <param name="records">Where the record of each goes.</param>
    public void Encode(float* rows, int count, int stride, ReadOnlySpan<nint> records)
    {
        var coordinates = ArrayPool<double>.Shared.Rent(count * Coordinates);
        _axes?.Project(rows, count, stride, Coordinates, coordinates);
        for (var i = 0; i < count; i++)
        {
            var row = rows + (long)i * stride;
            var own = coordinates.AsSpan(i * Coordinates, Coordinates);
            for (var j = 0; j < Coordinates; j++)
                own[j] = _axes is null ? (double)row[j] - _mean.Pointer[j] : own[j] - _meanCoordinates[j];
            Write(row, stride, own, (byte*)records[i]);
        }
        ArrayPool<double>.Shared.Return(coordinates);
    }

    /// <summary>Codes a query like a record, with a step of its own.</summary>
    /// <param name="vector">float32[stride].</param>
    /// <param name="query">Receives it.</param>
    public void Encode(float* vector, GraphQuery query)
    {
        var coordinates = query.Coordinates(RecordBytes);
        Rotation?.Rotate(vector, query, coordinates);
        for (var j = 0; j < Coordinates; j++)
            coordinates[j] = Rotation is null ? vector[j] - _mean.Pointer[j] : coordinates[j] - (float)_meanCoordinates[j];
        new Span<float>(coordinates + Coordinates, RecordBytes - Coordinates).Clear();
        var step = SignedBytes.Quantize(coordinates, RecordBytes, query.Codes(RecordBytes), out var sum);
        query.Scale = (float)(Step * step);
        query.Offset = (float)(VectorKernels.Best.Dot(vector, _mean.Pointer, (int)_mean.Length) - SignBit * Step * step * sum);
    }

    public void Dispose()
    {
        _mean.Dispose();
        Rotation?.Dispose();
    }

    void Write(float* row, int stride, ReadOnlySpan<double> coordinates, byte* record)
    {
        var sum = 0;
        for (var j = 0; j < Coordinates; j++)
            sum += Write(record + j, coordinates[j]);
        if (_lifted)
        {
            var squared = VectorKernels.Best.Dot(row, row, stride);
            sum += Write(record + Coordinates, Math.Sqrt(Math.Max(0, _length * _length - squared)));
        }
        var tail = (float*)(record + RecordBytes - TailBytes);
        tail[0] = (float)(VectorKernels.Best.Dot(row, _mean.Pointer, stride) - _squaredMean);
        tail[1] = (float)(SignBit * Step * Step * sum);
    }

    int Write(byte* target, double coordinate)
    {
        var code = Step > 0 ? (int)Math.Clamp(Math.Round(coordinate / Step), -sbyte.MaxValue, sbyte.MaxValue) : 0;
        *target = (byte)(code + SignBit);
        return code;
    }
}
