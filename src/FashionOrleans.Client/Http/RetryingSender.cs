using System.Net;
using System.Net.Http.Headers;

namespace FashionOrleans.Client;

/// <summary>
/// Sends a request until it is answered. Every call of the API may be repeated: reads change nothing, and writes are
/// upserts and deletes that name their target.
/// </summary>
sealed class RetryingSender(HttpClient http, FashionOrleansClientOptions options)
{
    /// <summary>
    /// Sends <paramref name="create"/>'s request and reads the reply. Reading is part of the attempt, so that a reply
    /// which breaks off half-way is asked for again.
    /// </summary>
    /// <param name="create">Makes the request anew for each attempt.</param>
    /// <param name="read">Reads a reply.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="isAnswer">Which replies are read; null for those of status 2xx.</param>
    /// <exception cref="ProblemException">The server refused.</exception>
    /// <exception cref="ServerUnreachableException">No attempt got an answer.</exception>
    public async Task<T> SendAsync<T>(
        Func<HttpRequestMessage> create,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken,
        Func<HttpResponseMessage, bool>? isAnswer = null)
    {
        var started = options.Clock.GetTimestamp();
        var unanswered = 0;
        for (var attempt = 1; ; attempt++)
        {
            Exception failure;
            var remaining = options.Deadline - options.Clock.GetElapsedTime(started);
            using (var timeout = new CancellationTokenSource(Shorter(options.AttemptTimeout, remaining), options.Clock))
            using (var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken))
            {
                try
                {
                    using var request = create();
                    if (options.ApiKey is { } key) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
                    using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
                    if (isAnswer?.Invoke(response) ?? response.IsSuccessStatusCode) return await read(response, either.Token);
                    throw await ProblemReader.ReadAsync(response, options.Clock, either.Token);
                }
                catch (ProblemException problem) when (IsWorthRepeating(problem))
                {
                    failure = problem;
                    if (!IsBusy(problem)) unanswered++;
                }
                catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    failure = broken;
                    unanswered++;
                }
            }

            var delay = Delay(attempt, (failure as ProblemException)?.RetryAfter);
            if (unanswered >= options.MaxAttempts || options.Clock.GetElapsedTime(started) + delay >= options.Deadline)
                throw failure is ProblemException ? failure : Unreachable(failure, attempt, options.Clock.GetElapsedTime(started));

            options.OnRetry?.Invoke(new(attempt, delay, failure));
            await Task.Delay(delay, options.Clock, cancellationToken);
        }
    }

    /// <summary>Sends a request once and has its reply read as it comes, however long that takes in all.</summary>
    /// <exception cref="ProblemException">The server refused.</exception>
    /// <exception cref="ServerUnreachableException">There was no answer, or it broke off.</exception>
    public async Task StreamAsync(Func<HttpRequestMessage> create, Uri server, Func<Stream, CancellationToken, Task> read, CancellationToken cancellationToken)
    {
        var started = options.Clock.GetTimestamp();
        using var timeout = new CancellationTokenSource(options.AttemptTimeout, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = create();
        if (options.ApiKey is { } key) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Unreachable(broken, 1, options.Clock.GetElapsedTime(started));
        }

        using (response)
        {
            if (!response.IsSuccessStatusCode) throw await ProblemReader.ReadAsync(response, options.Clock, cancellationToken);
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            await using var patient = new PatientStream(body, server, options.AttemptTimeout, options.Clock);
            await read(patient, cancellationToken);
        }
    }

    static bool IsWorthRepeating(ProblemException problem) =>
        IsBusy(problem) || problem.Status is HttpStatusCode.RequestTimeout or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout;

    static bool IsBusy(ProblemException problem) =>
        problem.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests;

    static TimeSpan Shorter(TimeSpan left, TimeSpan right)
    {
        var shorter = left < right ? left : right;
        return shorter > TimeSpan.Zero ? shorter : TimeSpan.Zero;
    }

    // Half of the wait is fixed and half is drawn: the mean grows with each attempt, and clients drift apart.
    TimeSpan Delay(int attempt, TimeSpan? retryAfter)
    {
        var ceiling = Math.Min(options.MaxDelay.TotalMilliseconds, options.BaseDelay.TotalMilliseconds * Math.Pow(2, Math.Min(attempt - 1, 30)));
        var drawn = TimeSpan.FromMilliseconds(ceiling * (0.5 + (0.5 * options.Jitter.NextDouble())));
        return retryAfter is { } asked ? asked + (drawn / 4) : drawn;
    }

    ServerUnreachableException Unreachable(Exception failure, int attempts, TimeSpan elapsed)
    {
        var server = http.BaseAddress!;
        var reason = failure is OperationCanceledException ? "no answer in time" : failure.GetBaseException().Message.TrimEnd('.');
        return new(
            server,
            $"The server at {server} does not answer ({reason}; {attempts} attempts in {elapsed.TotalSeconds:F0} s). Check that it runs and that the address is right.",
            failure);
    }
}
