namespace FashionOrleans.Web.Problems;

/// <summary>A problem of the request itself, found before any grain is called.</summary>
sealed class RequestProblem(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;
}
