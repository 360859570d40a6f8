namespace FashionOrleans.Search;

/// <summary>
/// Nanoseconds of the steps of a search on one core, from runs of the search bench on a server processor. Only their ratios
/// matter to a plan, and a wrong plan costs time, never an answer.
/// </summary>
/// <param name="stride">Elements of a stored vector.</param>
/// <param name="sharers">Indexes that one rotation of a query serves.</param>
/// <param name="isMapped">Whether full vectors may have to come from a disk.</param>
readonly struct PredictedTimes(int stride, int sharers, bool isMapped)
{
    /// <summary>Scoring one row of many in memory order.</summary>
    public double PlainRow => 10 + 0.042 * Bytes + (isMapped ? 0.5 * Bytes : 0);

    /// <summary>Scoring one row anywhere in memory; from a disk, one of several that are read side by side.</summary>
    public double RescoredRow => 50 + 0.05 * Bytes + (isMapped ? 20_000 : 0);

    /// <summary>Rotating a query onto one axis.</summary>
    public double Axis => 10 + 0.032 * Bytes / sharers;

    /// <summary>How many rows are scored in the time in which a query is rotated onto so many axes.</summary>
    public int RowsPerRotation(int axes) => (int)(axes * Axis / RescoredRow);

    double Bytes => sizeof(float) * stride;

    /// <summary>Keeping and later sorting out one row that the scan could not rule out.</summary>
    public static double Candidate => 15;

    /// <summary>Turning one element of a query into an integer, without a rotation.</summary>
    public static double QuantizedAxis => 3;

    /// <summary>Bounding one row in a scan over codes of so many bytes.</summary>
    public static double ScannedRow(int width) => 0.3 + 0.03 * width;

    /// <summary>Narrowing the bounds of one candidate with so many bytes more.</summary>
    public static double NarrowedRow(int width) => 60 + 0.06 * width;
}
