using System.Text.Json.Serialization;

namespace FashionOrleans.Web.Replies;

/// <summary>JSON that is passed on as it is, unparsed.</summary>
[JsonConverter(typeof(RawJsonConverter))]
readonly record struct RawJson(ReadOnlyMemory<byte> Utf8);
