using System.Diagnostics;
using FashionOrleans.Contracts;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Polly.Timeout;

namespace FashionOrleans.Web.Problems;

/// <summary>Turns every failure into problem details (RFC 9457) with a stable <c>code</c> and a sentence.</summary>
sealed partial class ProblemWriter(RefusalLog refusals, ILogger<ProblemWriter> log) : IExceptionHandler
{
    const string RetryAfterSeconds = "1";

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
            return true;
        }

        var (status, code, detail) = Describe(exception);
        if (status == StatusCodes.Status500InternalServerError)
        {
            LogFailure(exception, context.Request.Method, context.Request.Path, code, TraceIdOf(context));
        }
        else if (code == ErrorCodes.Overloaded)
        {
            refusals.Add(context.Request, exception.Message);
        }
        else if (status > StatusCodes.Status500InternalServerError)
        {
            LogUnavailable(context.Request.Method, context.Request.Path, code, exception.Message, TraceIdOf(context));
        }

        await WriteAsync(context, status, code, detail);
        return true;
    }

    /// <summary>Answers what routing refused, and nothing else has answered.</summary>
    public static Task WriteStatusAsync(StatusCodeContext status)
    {
        var context = status.HttpContext;
        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => WriteAsync(
                context, 404, HttpCodes.NotFound, $"There is nothing at {context.Request.Path}. /docs lists the API. {ItemId.Rule}"),
            StatusCodes.Status405MethodNotAllowed => WriteAsync(
                context, 405, HttpCodes.MethodNotAllowed, $"{context.Request.Method} is not possible here. /docs lists the API."),
            StatusCodes.Status415UnsupportedMediaType => WriteAsync(
                context, 415, HttpCodes.UnsupportedMediaType, "This content type is not understood here. /docs lists what each address takes."),
            var other => WriteAsync(context, other, ErrorCodes.InvalidRequest, "The request cannot be answered. /docs lists the API."),
        };
    }

    static (int Status, string Code, string Detail) Describe(Exception exception) => exception switch
    {
        FashionOrleansException refusal => (ProblemStatus.Of(refusal.Code), refusal.Code, refusal.Message),
        RequestProblem problem => (problem.Status, problem.Code, problem.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            (StatusCodes.Status413PayloadTooLarge, HttpCodes.RequestTooLarge, "The request is too large. Send less at a time."),
        BadHttpRequestException bad => (bad.StatusCode, ErrorCodes.InvalidRequest, bad.Message),
        OrleansException or TimeoutException => (
            StatusCodes.Status503ServiceUnavailable, ErrorCodes.NotReady, "The cluster cannot answer at the moment. Try again in a few seconds."),
        TimeoutRejectedException => (
            StatusCodes.Status504GatewayTimeout, ErrorCodes.DeadlineExceeded, "The cluster gave no answer in time. Try again in a few seconds."),
        _ => (
            StatusCodes.Status500InternalServerError,
            HttpCodes.InternalError,
            "Something went wrong on the server; it is in the log under the traceId. Trying again may help."),
    };

    /// <summary>Answers with problem details.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The stable code.</param>
    /// <param name="detail">A sentence that says what to do.</param>
    public static async Task WriteAsync(HttpContext context, int status, string code, string detail)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        var problem = new ProblemDetails
        {
            Type = $"https://www.rfc-editor.org/rfc/rfc9110#status.{status}",
            Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
            Status = status,
            Detail = detail,
            Extensions = { ["code"] = code, ["traceId"] = TraceIdOf(context) },
        };
        await context.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json", context.RequestAborted);
    }

    static string TraceIdOf(HttpContext context) => Activity.Current?.Id ?? context.TraceIdentifier;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed with {Code} (traceId {RequestTrace})")]
    partial void LogFailure(Exception exception, string method, string path, string code, string requestTrace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} was answered with {Code}: {Reason} (traceId {RequestTrace})")]
    partial void LogUnavailable(string method, string path, string code, string reason, string requestTrace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} was refused, as were {Others} requests before it since this was last said: {Reason}")]
    partial void LogOverloaded(string method, string path, string reason, int others);
}
