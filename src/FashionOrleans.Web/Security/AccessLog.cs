namespace FashionOrleans.Web.Security;

/// <summary>
/// Who did what: a line for each request that changes something or carries a catalogue away, with the name of the key and how it ended. What takes an
/// admin is <see cref="LogLevel.Information"/>, what a writer may do <see cref="LogLevel.Debug"/>, since that is each batch of a load.
/// </summary>
sealed partial class AccessLog(ILoggerFactory logs)
{
    /// <summary>By this name its lines are switched on, off or elsewhere, whatever the types are called.</summary>
    public const string Category = "FashionOrleans.Audit";

    readonly ILogger _log = logs.CreateLogger(Category);

    /// <summary>Whether a request is one of those; questions, which come by the thousand a second, are not.</summary>
    /// <param name="request">The request.</param>
    /// <param name="route">Who may ask there.</param>
    public static bool Concerns(HttpRequest request, RouteAccess route) =>
        request.IsSafe() ? route.IsOnRecord : route is { IsOfThePage: false, Role: ApiRole.Write or ApiRole.Admin };

    /// <summary>Writes a line of a request that has been answered.</summary>
    /// <param name="context">The request.</param>
    /// <param name="route">Who may ask there.</param>
    /// <param name="caller">The name of a key, or an address.</param>
    public void Add(HttpContext context, RouteAccess route, string caller)
    {
        var (request, status) = (context.Request, context.Response.StatusCode);
        if (route.Role == ApiRole.Admin)
        {
            LogAdmin(caller, request.Method, request.Path, status);
        }
        else
        {
            LogWrite(caller, request.Method, request.Path, status);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Caller}: {Method} {Path}, {Status}")]
    partial void LogAdmin(string caller, string method, string path, int status);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Caller}: {Method} {Path}, {Status}")]
    partial void LogWrite(string caller, string method, string path, int status);
}
