using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Jobs;
using FashionOrleans.Ingest.Feeds;
using FashionOrleans.Ingest.Fetching;
using FashionOrleans.Web.Problems;
using FashionOrleans.Web.Replies;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Web.Requests;

/// <summary>Reads the beginning of a job from each of its forms: JSON with the feed's address, the feed as the body, or a form with either.</summary>
sealed class JobReader(IOptions<IngestJobOptions> options, PictureFetcher pictures)
{
    const int MaxJsonBytes = 64_000;

    // What a multipart body has beside the feed.
    const long Envelope = 1_000_000;
    const int MaxAttributes = 256;
    const string FeedField = "feed";
    static readonly string[] Fields = [FeedField, "format", "idColumn", "imageColumn", "attributes", "id"];

    /// <exception cref="RequestProblem">It cannot be read, or is too large.</exception>
    public async Task<JobToBegin> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        AllowLength(request);
        if (request.HasFormContentType)
        {
            return await FromFormAsync(request, stop);
        }

        return request.HasJsonContentType()
            ? FromJson(await RequestBody.ReadJsonAsync(request, WebJson.Default.JobRequest, MaxJsonBytes, stop))
            : FromBody(request);
    }

    void AllowLength(HttpRequest request)
    {
        var most = options.Value.MaxFeedBytes + Envelope;
        if (request.ContentLength > most)
        {
            throw new RequestProblem(413, ErrorCodes.FeedTooLarge, FeedFetcher.TooLarge(options.Value.MaxFeedBytes));
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = most;
        }
    }

    async Task<JobToBegin> FromFormAsync(HttpRequest request, CancellationToken stop)
    {
        request.HttpContext.Features.Set<IFormFeature>(new FormFeature(request, new FormOptions { MultipartBodyLengthLimit = options.Value.MaxFeedBytes + Envelope }));
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(stop);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new RequestProblem(400, HttpCodes.InvalidMultipart, $"The form cannot be read: {exception.Message}");
        }

        if (form.Keys.Concat(form.Files.Select(file => file.Name)).FirstOrDefault(field => !Fields.Contains(field)) is { } unknown)
        {
            throw Invalid($"The form has a field '{unknown}', which means nothing here. Allowed: {string.Join(", ", Fields)}.");
        }

        var columns = Columns(form["idColumn"], form["imageColumn"], [.. form["attributes"].OfType<string>()]);
        return (form.Files.GetFiles(FeedField), form[FeedField].ToString()) switch
        {
            ([var file], "") => new JobToBegin(
                IdOf(form["id"]), Format(form["format"], FeedFormats.OfPath(file.FileName) ?? FeedFormats.Of(file.ContentType)), null, file.OpenReadStream(), columns),
            ([], { Length: > 0 } address) => AtAddress(form["id"], address, form["format"], columns),
            _ => throw Invalid($"Send one part '{FeedField}': a file, or the address of one."),
        };
    }

    JobToBegin FromJson(JobRequest job) => AtAddress(
        job.Id,
        job.Feed ?? throw Invalid("'feed' is missing. Send { \"feed\": \"https://…/feed.csv\" }, or the feed itself as the body."),
        job.Format,
        Columns(job.Columns?.Id, job.Columns?.Image, job.Columns?.Attributes ?? []));

    static JobToBegin FromBody(HttpRequest request)
    {
        var query = request.Query;
        if (query.Keys.FirstOrDefault(name => name == FeedField || !Fields.Contains(name)) is { } unknown)
        {
            throw Invalid($"'{unknown}' means nothing here. Allowed beside a feed as the body: {string.Join(", ", Fields[1..])}.");
        }

        string[] encodings = [.. request.Headers.ContentEncoding.OfType<string>().SelectMany(value => value.Split(','))];
        if (!FeedFormats.CanUnpack(encodings))
        {
            throw new RequestProblem(415, HttpCodes.UnsupportedMediaType, $"The feed is in the encoding '{string.Join(',', encodings)}', which is not read. Send it as it is, or in gzip.");
        }

        var format = Format(query["format"], FeedFormats.Of(request.ContentType));
        return new JobToBegin(IdOf(query["id"]), format, null, request.Body, Columns(query["idColumn"], query["imageColumn"], [.. query["attributes"].OfType<string>()]));
    }

    JobToBegin AtAddress(string? id, string address, string? format, FeedColumns columns)
    {
        try
        {
            var uri = pictures.Rules.Read(address);
            return new JobToBegin(IdOf(id), Format(format, FeedFormats.OfPath(uri.AbsolutePath)), uri.AbsoluteUri, null, columns);
        }
        catch (FetchException refusal)
        {
            throw new FashionOrleansException(refusal.Code, refusal.Message);
        }
    }

    static FeedFormat Format(string? named, FeedFormat? otherwise) => string.IsNullOrEmpty(named)
        ? otherwise ?? throw new RequestProblem(415, HttpCodes.UnsupportedMediaType, $"How the feed is written cannot be told by its name or content type. Say 'format': {FeedFormats.Names}.")
        : FeedFormats.Of(named) ?? throw Invalid($"'format' is '{named}'; it must be {FeedFormats.Names}.");

    static FeedColumns Columns(string? id, string? image, IReadOnlyList<string> attributes)
    {
        ImmutableArray<string> named = [.. attributes.SelectMany(name => name.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        return named.Length <= MaxAttributes
            ? new FeedColumns(string.IsNullOrEmpty(id) ? null : id, string.IsNullOrEmpty(image) ? null : image, named)
            : throw Invalid($"{named.Length} attributes are named; an item has far fewer. Name at most {MaxAttributes}.");
    }

    static Guid IdOf(string? text) => string.IsNullOrEmpty(text)
        ? Guid.CreateVersion7()
        : Guid.TryParse(text, out var id) ? id : throw Invalid($"'id' is '{text}'; it must be 32 hexadecimal digits, or be left out.");

    static RequestProblem Invalid(string message) => new(400, ErrorCodes.InvalidRequest, message);
}
