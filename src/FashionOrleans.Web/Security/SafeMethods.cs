namespace FashionOrleans.Web.Security;

/// <summary>Which requests change nothing.</summary>
static class SafeMethods
{
    /// <summary>Whether the method is one that only reads (RFC 9110, section 9.2.1).</summary>
    public static bool IsSafe(this HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
}
