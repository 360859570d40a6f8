using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Problems;
using FashionOrleans.Web.Replies;
using FashionOrleans.Web.Requests;
using FashionOrleans.Web.Security;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FashionOrleans.Web.Endpoints;

/// <summary>Storing, reading and deleting items.</summary>
static class ItemEndpoints
{
    const int MaxLookupBytes = 2_000_000;
    const int DefaultSample = 24;
    const int MaxSample = 200;

    public static void MapItems(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/catalogs/{catalog}").WithTags("Items");
        group.MapPut("/items/{id}", UpsertAsync).ForWriters().WithSummary("Store one item: multipart with image or its address in imageUrl, attributes (JSON), revision")
            .Produces<ItemOutcomeReply>().ProducesProblem(400).ProducesProblem(413);
        group.MapPost("/items:batch", BatchAsync).ForWriters().WithSummary("Store up to 1,000 items, as MessagePack or JSON")
            .Produces<BatchReply>().ProducesProblem(400).ProducesProblem(413);
        group.MapPost("/items:restore", RestoreAsync).ForAdmins()
            .WithSummary("Store up to 1,000 items of a backup, as MessagePack: with embedding, attributesJson, and pictures that are kept byte for byte")
            .Produces<BatchReply>().ProducesProblem(400).ProducesProblem(413);
        group.MapPost("/items:lookup", LookupAsync).ForReaders().WithSummary("Which of these items exist, and in which revision")
            .Accepts<LookupRequest>("application/json").Produces<LookupReply>().ProducesProblem(400);
        group.MapGet("/items", SampleAsync).ForThePage().WithSummary("Some items, chosen by a seed").Produces<ItemListReply>().ProducesProblem(404);
        group.MapGet("/items/{id}", GetAsync).ForThePage().WithSummary("One item").Produces<ItemDetailsReply>().ProducesProblem(404);
        group.MapGet("/items/{id}/image", GetImageAsync).ForThePage().WithSummary("An item's picture, with ?width= scaled down to 160, 320, 480 or 640 pixels")
            .Produces(200, contentType: "image/jpeg").ProducesProblem(400).ProducesProblem(404);
        group.MapDelete("/items/{id}", DeleteAsync).ForWriters().WithSummary("Delete one item").Produces(204).ProducesProblem(404);
    }

    static async Task<IResult> UpsertAsync(
        string catalog, string id, HttpRequest request, PictureAddresses addresses, IOptions<WebSettings> settings, IGrainFactory grains, ClusterCalls calls, CancellationToken stop)
    {
        ItemId.Require(id);
        var form = await FormReader.ReadAsync(request, settings.Value, stop);
        form.RequireOnly("image", "imageUrl", "attributes", "revision");
        var attributes = form.Value("attributes") is { } json ? Encoding.UTF8.GetBytes(json) : [];
        var upload = new ItemUpload(id, await addresses.FetchOnlyAsync(request.HttpContext, form, stop), default, attributes, form.Value("revision"));
        var outcome = (await calls.UpsertAsync(Items(grains, catalog), [upload], stop))[0];
        return outcome.Stored
            ? TypedResults.Json(ItemOutcomeReply.Of(outcome), WebJson.Default.ItemOutcomeReply)
            : throw new FashionOrleansException(outcome.Code!, outcome.Detail!);
    }

    static async Task<IResult> BatchAsync(
        string catalog, HttpRequest request, PictureAddresses addresses, IOptions<WebSettings> settings, IGrainFactory grains, ClusterCalls calls, CancellationToken stop)
    {
        var parsed = await addresses.FetchAsync(request.HttpContext, await BatchReader.ReadAsync(request, settings.Value, stop), stop);
        return await StoreAsync(catalog, parsed, grains, calls, stop);
    }

    static async Task<IResult> RestoreAsync(
        string catalog, HttpRequest request, IOptions<WebSettings> settings, IGrainFactory grains, ClusterCalls calls, CancellationToken stop) =>
        await StoreAsync(catalog, await BatchReader.ReadRestoreAsync(request, settings.Value, stop), grains, calls, stop);

    static async Task<IResult> StoreAsync(
        string catalog, IReadOnlyList<ParsedItem> parsed, IGrainFactory grains, ClusterCalls calls, CancellationToken stop)
    {
        var uploads = parsed.Select(item => item.Upload).OfType<ItemUpload>().ToImmutableArray();
        var outcomes = await calls.UpsertAsync(Items(grains, catalog), uploads, stop);
        var next = 0;
        var results = parsed.Select(item => ItemOutcomeReply.Of(item.Refusal ?? outcomes[next++])).ToArray();
        return TypedResults.Json(new BatchReply(results), WebJson.Default.BatchReply);
    }

    /// <exception cref="RequestProblem">There are too many, or one is null.</exception>
    internal static IReadOnlyList<string> Ids(LookupRequest lookup)
    {
        if (lookup.Ids is not { Count: <= LookupRequest.MaxIds } ids)
        {
            throw new RequestProblem(400, ErrorCodes.InvalidRequest, $"'ids' must be a list of at most {LookupRequest.MaxIds:N0} ids.");
        }

        return ids.Contains(null!) ? throw new RequestProblem(400, ErrorCodes.InvalidId, $"An id is null. {ItemId.Rule}") : ids;
    }

    static async Task<IResult> LookupAsync(string catalog, HttpRequest request, IGrainFactory grains, ClusterCalls calls, CancellationToken stop)
    {
        var lookup = await RequestBody.ReadJsonAsync(request, WebJson.Default.LookupRequest, MaxLookupBytes, stop);
        var ids = Ids(lookup);
        var revisions = await calls.ReadAsync(token => Items(grains, catalog).GetRevisionsAsync([.. ids], token), stop);
        return TypedResults.Json(
            new LookupReply([.. revisions.Select(item => new RevisionReply(item.Id, item.Revision))]), WebJson.Default.LookupReply);
    }

    static async Task<IResult> SampleAsync(string catalog, IGrainFactory grains, ClusterCalls calls, CancellationToken stop, int limit = DefaultSample, int seed = 0)
    {
        if (limit is < 1 or > MaxSample)
        {
            throw new RequestProblem(400, ErrorCodes.InvalidRequest, $"'limit' is {limit}; it must be 1 to {MaxSample}.");
        }

        var items = await calls.ReadAsync(token => Items(grains, catalog).SampleAsync(limit, seed, token), stop);
        return TypedResults.Json(
            new ItemListReply([.. items.Select(item => new ItemReply(item.Id, new RawJson(item.Attributes), Addresses.Image(catalog, item.Id)))]),
            WebJson.Default.ItemListReply);
    }

    static async Task<IResult> GetAsync(string catalog, string id, IGrainFactory grains, ClusterCalls calls, CancellationToken stop, bool embedding = false)
    {
        var details = await calls.ReadAsync(token => Items(grains, catalog).FindAsync(id, embedding, token), stop) ?? throw Unknown(catalog, id);
        return TypedResults.Json(
            new ItemDetailsReply(
                id,
                new RawJson(details.Item.Attributes),
                details.Revision.HasPicture ? Addresses.Image(catalog, id) : null,
                details.Revision.Revision,
                details.Vector is { } vector ? MemoryMarshal.Cast<byte, float>(vector.Vector.Span).ToArray() : null),
            WebJson.Default.ItemDetailsReply);
    }

    static async Task<IResult> GetImageAsync(
        string catalog, string id, HttpResponse response, IGrainFactory grains, ClusterCalls calls, SmallPictures small, CancellationToken stop, int? width = null)
    {
        SmallPictures.Require(width);
        var picture = await calls.ReadAsync(token => Items(grains, catalog).GetPictureAsync(id, token), stop) ?? throw Unknown(catalog, id);
        response.Headers.CacheControl = "public, max-age=3600";
        response.Headers[SecurityHeaders.ResourcePolicy] = "cross-origin";
        var hash = XxHash64.HashToUInt64(picture.Bytes.Span);
        if (width is not { } columns)
        {
            return TypedResults.Bytes(picture.Bytes, picture.ContentType, entityTag: new EntityTagHeaderValue($"\"{hash:x16}\""));
        }

        var scaled = await small.OfAsync(picture, hash, columns, stop);
        return TypedResults.Bytes(scaled.Bytes, scaled.ContentType, entityTag: new EntityTagHeaderValue($"\"{hash:x16}-{columns}\""));
    }

    static async Task<IResult> DeleteAsync(string catalog, string id, IGrainFactory grains, ClusterCalls calls, CancellationToken stop) =>
        await calls.WriteAsync((write, token) => Items(grains, catalog).DeleteAsync(write, id, token), stop) ? TypedResults.NoContent() : throw Unknown(catalog, id);

    static IItemsGrain Items(IGrainFactory grains, string catalog)
    {
        CatalogName.Require(catalog);
        return grains.GetGrain<IItemsGrain>(catalog);
    }

    static FashionOrleansException Unknown(string catalog, string id) => new(
        ErrorCodes.UnknownItem, $"The catalogue '{catalog}' has no item '{id}', or none with a picture.");
}
