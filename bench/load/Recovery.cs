namespace FashionOrleans.Load;

/// <summary>When a server is as it was before it had too much to do.</summary>
static class Recovery
{
    // Long enough for a median: in windows of a few answers some are slow at any time.
    static readonly TimeSpan Window = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    const double Tolerance = 1.5;
    const double ToleranceMilliseconds = 1;

    /// <summary>The beginning of the first second with the median of before, after which nothing is refused any more.</summary>
    /// <param name="answers">Answers since the rate fell; not none.</param>
    /// <param name="median">Milliseconds before.</param>
    /// <returns>Seconds since the rate fell; 0 when all was as before at once, all of the time when it never was.</returns>
    public static double Seconds(IReadOnlyCollection<Answer> answers, double median)
    {
        var end = answers.Max(answer => answer.Due);
        var lastRefusal = answers.Where(answer => !answer.IsGood).Select(answer => answer.Due).DefaultIfEmpty(-Step).Max();
        for (var start = (Math.Floor(lastRefusal / Step) + 1) * Step; start + Window <= end + Step; start += Step)
        {
            Answer[] window = [.. answers.Where(answer => answer.Due >= start && answer.Due < start + Window)];
            if (window.Length > 0 && new Figures(window, Window).Good(0.5) <= (median * Tolerance) + ToleranceMilliseconds)
            {
                return start.TotalSeconds;
            }
        }

        return end.TotalSeconds;
    }
}
