using System.ComponentModel;
using System.Text.Json.Serialization;

namespace FashionOrleans.Web.Requests;

/// <summary>The types to declare, in place of those that were declared before.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
sealed record SchemaRequest
{
    [Description("Field by field its type: keyword, text, number, bool or tags. A field that is left out is no longer declared.")]
    public IReadOnlyDictionary<string, string>? Fields { get; init; }
}
