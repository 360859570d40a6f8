namespace FashionOrleans.Load;

/// <summary>When latencies are as they were.</summary>
static class Recovery
{
    static readonly TimeSpan Window = TimeSpan.FromMilliseconds(250);

    // Medians of a few answers differ by themselves.
    const double Tolerance = 1.5;
    const double ToleranceMilliseconds = 1;

    /// <summary>The end of the last quarter of a second in which something was refused or the median was not as before.</summary>
    /// <param name="answers">Answers since the rate fell.</param>
    /// <param name="median">Milliseconds before.</param>
    /// <returns>Seconds since the rate fell; 0 when all was as before at once.</returns>
    public static double Seconds(IEnumerable<Answer> answers, double median) => answers
        .GroupBy(answer => (int)(answer.Due / Window))
        .Where(window => window.Any(answer => !answer.IsGood) || new Figures([.. window], Window).Good(0.5) > (median * Tolerance) + ToleranceMilliseconds)
        .Select(window => (window.Key + 1) * Window.TotalSeconds)
        .DefaultIfEmpty(0)
        .Max();
}
