using System.ComponentModel;
using System.Text.Json.Serialization;
using FashionOrleans.Contracts;
using FashionOrleans.Web.Problems;

namespace FashionOrleans.Web.Requests;

/// <summary>How a catalogue is to change its model.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
sealed record MigrationRequestBody
{
    [Description("The model pack to embed the kept pictures with; GET /api/v1/models lists them.")]
    public string? Model { get; init; }

    [Description("How many pictures a second are embedded in the background at most, over all shards. Default: 50.")]
    public double? PicturesPerSecond { get; init; }

    [Description("The attribute whose agreement measures the quality before and after. Default: the keyword with the most values that are shared.")]
    public string? Label { get; init; }

    [Description("whenReady (default) lets the new model answer as soon as it has everything; manual waits for migration:cutOver.")]
    public string? CutOver { get; init; }

    [Description("True to embed anew with the model that the catalogue has, such as for a new version of its pack.")]
    public bool? Again { get; init; }

    public MigrationRequest ToRequest() => new(
        Model ?? "",
        PicturesPerSecond ?? MigrationRequest.DefaultPicturesPerSecond,
        Label,
        CutOver switch
        {
            null or "whenReady" => true,
            "manual" => false,
            _ => throw new RequestProblem(400, ErrorCodes.InvalidMigration, $"'cutOver' is '{CutOver}'; it must be 'whenReady' or 'manual'."),
        },
        Again ?? false);
}
