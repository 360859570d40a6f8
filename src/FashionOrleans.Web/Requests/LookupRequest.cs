using System.ComponentModel;
using System.Text.Json.Serialization;

namespace FashionOrleans.Web.Requests;

/// <summary>Which items to look up.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
sealed record LookupRequest
{
    public const int MaxIds = 10_000;

    [Description("At most 10,000 ids.")]
    public IReadOnlyList<string>? Ids { get; init; }
}
