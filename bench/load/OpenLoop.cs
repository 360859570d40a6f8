using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FashionOrleans.Load;

/// <summary>
/// Sends requests when they are due, whether or not earlier ones were answered (an open loop), and counts each latency from the moment it was due:
/// what a stalled server delays is not left out of the figures (no "coordinated omission").
/// </summary>
/// <param name="send">Sends the n-th request and reads its whole answer.</param>
sealed partial class OpenLoop(Func<int, CancellationToken, Task<HttpResponseMessage>> send)
{
    // Whoever waits for longer has gone.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A driver that holds more is itself what is measured; further requests count as failed.
    const int MaxUnanswered = 5000;
    const int LongestSleepMicroseconds = 20_000;

    readonly Lock _lock = new();
    int _unanswered;
    int _sent;

    /// <summary>Sends for so long and returns a task for all answers, at the moment when the last request was due.</summary>
    /// <param name="rate">Requests a second.</param>
    /// <param name="length">How long to send.</param>
    /// <param name="seed">Of the schedule.</param>
    public async Task<Task<Answer[]>> SendAsync(double rate, TimeSpan length, int seed)
    {
        var answers = new List<Answer>((int)(rate * length.TotalSeconds * 1.2) + 16);
        var pending = new TaskCompletionSource();
        var left = 1;

        void Done()
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                pending.SetResult();
            }
        }

        // A thread of its own: a timer of the thread pool would wait for the very work that it starts.
        var clock = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            var arrivals = new Arrivals(rate, seed);
            var begun = Stopwatch.GetTimestamp();
            for (var due = arrivals.Next(); due < length; due = arrivals.Next())
            {
                SleepUntil(begun, due);
                Interlocked.Increment(ref left);
                var number = _sent++;
                var moment = due;
                _ = Task.Run(async () =>
                {
                    var answer = await AskAsync(number, begun, moment);
                    lock (_lock)
                    {
                        answers.Add(answer);
                    }

                    Done();
                });
            }

            SleepUntil(begun, length);
            clock.SetResult();
        }) { IsBackground = true, Name = "arrivals" };
        thread.Start();
        await clock.Task;
        Done();
        return CollectAsync(pending.Task, answers);
    }

    static async Task<Answer[]> CollectAsync(Task all, List<Answer> answers)
    {
        await all;
        return [.. answers];
    }

    async Task<Answer> AskAsync(int number, long begun, TimeSpan due)
    {
        try
        {
            if (Interlocked.Increment(ref _unanswered) > MaxUnanswered)
            {
                return new Answer(due, TimeSpan.Zero, 0, false);
            }

            using var patience = new CancellationTokenSource(Patience);
            using var reply = await send(number, patience.Token);
            return new Answer(due, Stopwatch.GetElapsedTime(begun) - due, (int)reply.StatusCode, reply.Headers.RetryAfter is not null);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return new Answer(due, Stopwatch.GetElapsedTime(begun) - due, 0, false);
        }
        finally
        {
            Interlocked.Decrement(ref _unanswered);
        }
    }

    static void SleepUntil(long begun, TimeSpan due)
    {
        while (due - Stopwatch.GetElapsedTime(begun) is var wait && wait > TimeSpan.Zero)
        {
            // The runtime's sleeps are whole milliseconds, which is longer than a query takes.
            _ = Sleep((uint)Math.Clamp(wait.TotalMicroseconds, 1, LongestSleepMicroseconds));
        }
    }

    [LibraryImport("libc", EntryPoint = "usleep")]
    private static partial int Sleep(uint microseconds);
}
