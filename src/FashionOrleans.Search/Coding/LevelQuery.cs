namespace FashionOrleans.Search;

/// <summary>
/// A query on one level of codes. For a row with codes c, estimate = Offset + Scale × Σ c (128 High + Low), and the part of the
/// score on these axes is within Slack + error × ErrorWeight of it.
/// </summary>
sealed unsafe class LevelQuery : IDisposable
{
    AlignedMemory<sbyte> _high = new(0);
    AlignedMemory<sbyte> _low = new(0);

    public sbyte* High => _high.Pointer;

    public sbyte* Low => _low.Pointer;

    public double Offset { get; set; }

    public float Scale { get; set; }

    public double Slack { get; set; }

    /// <summary>B: the norm of the query on the axes of the level, and a little more.</summary>
    public double ErrorWeight { get; set; }

    /// <summary>The norm of the query outside the axes up to and with the level, rounded up.</summary>
    public double RestWeight { get; set; }

    /// <summary>The constants in float32 for the scan.</summary>
    public BoundTerms Bounds { get; set; }

    /// <summary>Makes room for so many integers, all zero.</summary>
    public void Resize(int width)
    {
        if (_high.Length < width)
        {
            Dispose();
            _high = new(width);
            _low = new(width);
        }
        _high.Span.Clear();
        _low.Span.Clear();
    }

    public void Dispose()
    {
        _high.Dispose();
        _low.Dispose();
    }
}
