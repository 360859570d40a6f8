using System.Net;

namespace FashionOrleans.Client;

/// <summary>The server refused a request, and said why (RFC 9457 problem details).</summary>
public sealed class ProblemException : Exception
{
    /// <summary>A refusal with its parts.</summary>
    public ProblemException(HttpStatusCode status, string code, string detail, string? traceId = null, TimeSpan? retryAfter = null)
        : base(detail)
    {
        Status = status;
        Code = code;
        TraceId = traceId;
        RetryAfter = retryAfter;
    }

    /// <summary>HTTP status of the reply.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>Stable snake_case code; <c>http_NNN</c> when the reply was not a problem document (a proxy's page).</summary>
    public string Code { get; }

    /// <summary>A sentence that says what to do.</summary>
    public string Detail => Message;

    /// <summary>Finds the request in the server's log.</summary>
    public string? TraceId { get; }

    /// <summary>How long the server asked to wait, when it did.</summary>
    public TimeSpan? RetryAfter { get; }
}
