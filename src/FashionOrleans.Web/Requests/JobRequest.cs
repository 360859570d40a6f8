using System.ComponentModel;
using System.Text.Json.Serialization;

namespace FashionOrleans.Web.Requests;

/// <summary>A job for a feed at an address.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
sealed record JobRequest
{
    [Description("The address of the feed, http or https. A feed can also be sent as the body, or as a part 'feed' of multipart/form-data.")]
    public string? Feed { get; init; }

    [Description("csv, jsonl or parquet. Default: by the address's extension.")]
    public string? Format { get; init; }

    [Description("Which columns mean what.")]
    public JobColumnsRequest? Columns { get; init; }

    [Description("The job's id, of the client's choice: 32 hexadecimal digits. The same id again begins no second job.")]
    public string? Id { get; init; }
}
