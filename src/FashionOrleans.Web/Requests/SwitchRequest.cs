using System.ComponentModel;
using System.Text.Json.Serialization;

namespace FashionOrleans.Web.Requests;

/// <summary>How the two spaces of a migration are to change places.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
sealed record SwitchRequest
{
    [Description("True to do without the items that cannot be embedded, because no picture of theirs is kept. Default: false.")]
    public bool? LeaveOut { get; init; }
}
