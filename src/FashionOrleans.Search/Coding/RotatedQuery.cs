namespace FashionOrleans.Search;

/// <summary>
/// A query in the coordinates of a <see cref="RowCoding"/>, level by level, each as integers of 14 bits and the constants of
/// its bounds. A level is rotated when it is first asked for. Reused from query to query.
/// </summary>
sealed unsafe class RotatedQuery : IDisposable
{
    /// <summary>δ in ‖b − Vᵀq‖ ≤ δ‖q‖: each of at most 2¹⁰ axes adds 2¹⁴ products in 32 float64 lanes.</summary>
    const double ProjectionError = 1e-11;

    /// <summary>Larger than anything that underflow to a subnormal float32 loses.</summary>
    const float Underflow = 1e-37f;

    readonly List<LevelQuery> _levels = [];
    RowCoding? _coding;
    float* _vector;
    double[] _coordinates = [];
    double _squaredNorm;
    double _inside;
    int _ready;
    int _stride;

    /// <summary>Begins with a query; nothing is rotated yet.</summary>
    /// <param name="coding">The coding of the rows.</param>
    /// <param name="vector">float32[stride]; must stay until the next call.</param>
    /// <param name="stride">Elements, padded.</param>
    public void Start(RowCoding coding, float* vector, int stride)
    {
        _coding = coding;
        _vector = vector;
        _stride = stride;
        _squaredNorm = VectorKernels.Best.Dot(vector, vector, stride);
        _inside = 0;
        _ready = 0;
        if (_coordinates.Length < coding.Width)
            _coordinates = new double[coding.Width];
    }

    /// <summary>The query on a level. Levels must be asked for in order.</summary>
    public LevelQuery Level(int level)
    {
        while (_ready <= level)
            Prepare(_ready++);
        return _levels[level];
    }

    public void Dispose() => _levels.ForEach(level => level.Dispose());

    void Prepare(int index)
    {
        var level = _coding!.Levels[index];
        if (index == _levels.Count)
            _levels.Add(new LevelQuery());
        var b = _coordinates.AsSpan(level.First, level.Width);
        _coding.Axes.Rotate(_vector, _stride, level.First, b);
        var squared = 0.0;
        foreach (var coordinate in b)
            squared += coordinate * coordinate;
        _inside += squared;
        var norm = Math.Sqrt(_squaredNorm);
        var inexact = 2 * ProjectionError * Math.Sqrt(_squaredNorm * _inside) + _coding.Axes.OrthonormalityError * _inside;
        var rest = _squaredNorm - _inside + inexact;
        Quantize(_levels[index], level, b);
        var terms = _levels[index];
        terms.ErrorWeight = Math.Sqrt(squared) * (1 + 1e-6) + RowCoding.Floor * norm;
        terms.RestWeight = _coding.Axes.IsComplete ? 0 : Math.Sqrt(Math.Max(0, rest) + 1e-11 * _squaredNorm) * (1 + 1e-6);
        terms.Bounds = new(
            (float)terms.Offset, terms.Scale, Rounding.Up(terms.Slack), Rounding.Up(terms.ErrorWeight), Rounding.Up(terms.RestWeight));
    }

    /// <summary>
    /// x̂·b = Σ Minimumⱼbⱼ + Σ codeⱼwⱼ with wⱼ = Stepⱼbⱼ ≈ Scale × integer. What the integers miss, δⱼ, is taken at the middle
    /// code exactly and around it by its bound.
    /// </summary>
    static void Quantize(LevelQuery query, CodeLevel level, ReadOnlySpan<double> b)
    {
        query.Resize(level.PaddedWidth);
        double largest = 0, offset = 0, total = 0;
        for (var axis = 0; axis < b.Length; axis++)
        {
            largest = Math.Max(largest, Math.Abs(level.Step[axis] * b[axis]));
            offset += level.Minimum[axis] * b[axis];
            total += Math.Abs(level.Minimum[axis] * b[axis]);
        }
        query.Scale = (float)(largest / level.MaxInteger);
        const double MiddleCode = byte.MaxValue / 2.0;
        double missed = 0, integers = 0;
        for (var axis = 0; axis < b.Length; axis++)
        {
            var weight = level.Step[axis] * b[axis];
            var integer = query.Scale > 0 ? (int)Math.Clamp(Math.Round(weight / query.Scale), -level.MaxInteger, level.MaxInteger) : 0;
            var high = (integer + 64) >> 7;
            query.High[axis] = (sbyte)high;
            query.Low[axis] = (sbyte)(integer - 128 * high);
            var delta = weight - (double)query.Scale * integer;
            offset += MiddleCode * delta;
            missed += MiddleCode * Math.Abs(delta);
            integers += Math.Abs(integer);
        }
        query.Offset = offset;
        // Nothing in the float32 evaluation of offset + scale × sum exceeds this, and it rounds fewer than eight times.
        var magnitude = Math.Abs(offset) + query.Scale * byte.MaxValue * integers;
        query.Slack = (missed + magnitude * (8.0 / (1 << 24)) + total * 1e-11) * (1 + 1e-6) + Underflow;
    }
}
