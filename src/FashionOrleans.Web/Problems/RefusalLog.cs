namespace FashionOrleans.Web.Problems;

/// <summary>
/// Logs refusals for want of room: one a second, with the number of the others. A line for each would make the server slower when it has least time.
/// </summary>
sealed partial class RefusalLog(TimeProvider time, ILogger<RefusalLog> log)
{
    static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    readonly Lock _lock = new();
    long? _last;
    int _others;

    /// <summary>A request was refused.</summary>
    public void Add(HttpRequest request, string reason)
    {
        int others;
        lock (_lock)
        {
            if (_last is { } last && time.GetElapsedTime(last) < Period)
            {
                _others++;
                return;
            }

            _last = time.GetTimestamp();
            (others, _others) = (_others, 0);
        }

        LogRefused(request.Method, request.Path, others, reason);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} was refused, as were {Others} requests since this was last said: {Reason}")]
    partial void LogRefused(string method, string path, int others, string reason);
}
