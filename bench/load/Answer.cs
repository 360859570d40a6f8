namespace FashionOrleans.Load;

/// <summary>What became of one request.</summary>
/// <param name="Due">When it was due, counted from the start of the run.</param>
/// <param name="Latency">From then until the last byte of the answer: waiting for a busy driver or a full connection counts.</param>
/// <param name="Status">The HTTP status; 0 when there was no answer.</param>
/// <param name="NamesDelay">Whether it says when to come again (<c>Retry-After</c>).</param>
readonly record struct Answer(TimeSpan Due, TimeSpan Latency, int Status, bool NamesDelay)
{
    public bool IsGood => Status is >= 200 and < 300;

    public bool IsShed => Status == 503;
}
