namespace FashionOrleans.Web.Security;

/// <summary>Says of a route who may ask there. A route of which nothing is said is for admins.</summary>
static class RouteAccessExtensions
{
    /// <summary>Anybody, always: health, documentation.</summary>
    public static TBuilder ForAnybody<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(null, IsOfThePage: false));

    /// <summary>Keys that may read; and anybody, where the page is public, since the page asks here.</summary>
    public static TBuilder ForThePage<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(ApiRole.Read, IsOfThePage: true));

    /// <summary>Keys that may write; and anybody, where the page is public: a shopper's id is random, and only who knows it changes what is kept.</summary>
    public static TBuilder ForShoppers<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(ApiRole.Write, IsOfThePage: true));

    /// <summary>Keys that may read.</summary>
    public static TBuilder ForReaders<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(ApiRole.Read, IsOfThePage: false));

    /// <summary>Keys that may write.</summary>
    public static TBuilder ForWriters<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(ApiRole.Write, IsOfThePage: false));

    /// <summary>Keys that may do everything.</summary>
    public static TBuilder ForAdmins<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(ApiRole.Admin, IsOfThePage: false));

    /// <summary>Keys that may do everything; who has read there is kept in the <see cref="AccessLog"/>.</summary>
    public static TBuilder ForAdminsOnRecord<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(ApiRole.Admin, IsOfThePage: false, IsOnRecord: true));
}
