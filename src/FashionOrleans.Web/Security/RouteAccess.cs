namespace FashionOrleans.Web.Security;

/// <summary>Who may ask at a route, when keys are needed. The last one that is said of a route counts.</summary>
/// <param name="Role">The role that a key must have; null where no key is needed.</param>
/// <param name="IsOfThePage">Whether anybody may, within a rate, where <c>AnonymousRead</c> is set.</param>
/// <param name="IsOnRecord">Whether reading there goes into the <see cref="AccessLog"/>, as changes do everywhere.</param>
sealed record RouteAccess(ApiRole? Role, bool IsOfThePage, bool IsOnRecord = false)
{
    static readonly RouteAccess Unsaid = new(ApiRole.Admin, IsOfThePage: false);

    /// <summary>What holds for an endpoint; null where there is nothing to keep: files of the page, and what routing itself refuses.</summary>
    public static RouteAccess? Of(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<RouteAccess>() ?? (endpoint is RouteEndpoint ? Unsaid : null);
}
