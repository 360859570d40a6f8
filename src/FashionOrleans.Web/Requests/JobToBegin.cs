using FashionOrleans.Contracts;

namespace FashionOrleans.Web.Requests;

/// <summary>A job as a request asks for it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Format">How the feed is written.</param>
/// <param name="Address">Where the feed is; null where it is sent.</param>
/// <param name="Feed">The feed as it comes; null where it is at an address.</param>
/// <param name="Columns">Which columns mean what.</param>
sealed record JobToBegin(Guid Id, FeedFormat Format, string? Address, Stream? Feed, FeedColumns Columns);
