namespace FashionOrleans.Web.Security;

/// <summary>A key that the server accepts.</summary>
/// <param name="Role">What it may do.</param>
/// <param name="Caller">Whose it is, and how often it may be used.</param>
sealed record ApiKey(ApiRole Role, Caller Caller);
