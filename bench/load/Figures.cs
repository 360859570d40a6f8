using System.Globalization;

namespace FashionOrleans.Load;

/// <summary>Figures of the answers to one rate.</summary>
sealed class Figures
{
    readonly double[] _good;
    readonly double[] _shed;

    /// <param name="answers">All answers.</param>
    /// <param name="length">How long requests were sent.</param>
    public Figures(IReadOnlyCollection<Answer> answers, TimeSpan length)
    {
        _good = Sorted(answers.Where(answer => answer.IsGood));
        _shed = Sorted(answers.Where(answer => answer.IsShed));
        Requests = answers.Count;
        Errors = answers.Count(answer => !answer.IsGood && !answer.IsShed);
        ShedWithoutDelay = answers.Count(answer => answer.IsShed && !answer.NamesDelay);
        var last = answers.Count == 0 ? length : answers.Max(answer => answer.Due + answer.Latency);
        Offered = Requests / length.TotalSeconds;
        Achieved = _good.Length / Math.Max(length.TotalSeconds, last.TotalSeconds);
    }

    public int Requests { get; }

    /// <summary>Requests a second that were due.</summary>
    public double Offered { get; }

    /// <summary>Good answers a second, until the last answer was there.</summary>
    public double Achieved { get; }

    /// <summary>Answered with 503.</summary>
    public int Shed => _shed.Length;

    /// <summary>503 without <c>Retry-After</c>.</summary>
    public int ShedWithoutDelay { get; }

    /// <summary>Neither good nor 503: other statuses, and no answer within ten seconds.</summary>
    public int Errors { get; }

    /// <summary>Latency of the good answers, in ms, at a share from 0 to 1; NaN when there are none.</summary>
    public double Good(double share) => At(_good, share);

    /// <summary>Latency of the 503, in ms, at a share from 0 to 1; NaN when there are none.</summary>
    public double ShedAt(double share) => At(_shed, share);

    /// <summary>p50/p95/p99/max of the good answers.</summary>
    public string GoodText => Text(_good);

    /// <summary>p50/p95/p99/max of the 503.</summary>
    public string ShedText => Text(_shed);

    static string Text(double[] sorted) => string.Join(" / ", new[] { 0.5, 0.95, 0.99, 1 }.Select(share => Show(At(sorted, share))));

    static string Show(double milliseconds) => double.IsNaN(milliseconds) ? "–" : milliseconds.ToString(milliseconds < 100 ? "F1" : "F0", CultureInfo.InvariantCulture);

    static double[] Sorted(IEnumerable<Answer> answers) => [.. answers.Select(answer => answer.Latency.TotalMilliseconds).Order()];

    // The smallest latency that at least this share of the answers does not exceed.
    static double At(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}
