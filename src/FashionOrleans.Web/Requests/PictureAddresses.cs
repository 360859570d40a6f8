using FashionOrleans.Contracts;
using FashionOrleans.Ingest.Fetching;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Problems;
using FashionOrleans.Web.Security;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Web.Requests;

/// <summary>
/// Fetches the pictures that a request names by address. Together they count as if they had been sent: within the size of a batch, and within the
/// patience of clients.
/// </summary>
sealed class PictureAddresses(PictureFetcher fetcher, IOptions<WebSettings> settings, TimeProvider time)
{
    // HttpClient and others give up after 100 seconds; what is fetched has yet to be embedded.
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    /// <summary>Fetches one picture.</summary>
    /// <exception cref="FashionOrleansException">It was not fetched.</exception>
    public async Task<ReadOnlyMemory<byte>> FetchAsync(HttpContext context, string address, CancellationToken stop)
    {
        RequireKnownCaller(context);
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            return (await fetcher.FetchAsync(fetcher.Rules.Read(address), known: null, settings.Value.MaxPictureBytes, either.Token)).Bytes;
        }
        catch (FetchException refusal)
        {
            throw new FashionOrleansException(refusal.Code, refusal.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new FashionOrleansException(
                ErrorCodes.PictureUnreachable, $"The picture was not there after {Limit.TotalSeconds:0} s. Name fewer in a request, or let a job fetch them.");
        }
    }

    /// <summary>The only picture of a form.</summary>
    /// <exception cref="RequestProblem">There is none, or more than one.</exception>
    /// <exception cref="FashionOrleansException">It was not fetched.</exception>
    public async Task<ReadOnlyMemory<byte>> FetchOnlyAsync(HttpContext context, PictureForm form, CancellationToken stop)
    {
        form.RequireOne();
        return form is { Pictures: [var picture] } ? picture : await FetchAsync(context, form.Addresses[0], stop);
    }

    /// <summary>The pictures of a form: those that it has, then those that it names.</summary>
    /// <exception cref="RequestProblem">They are too many, or too large together.</exception>
    /// <exception cref="FashionOrleansException">One was not fetched.</exception>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> FetchAllAsync(HttpContext context, PictureForm form, CancellationToken stop)
    {
        if (form.Addresses.Count == 0)
        {
            return form.Pictures;
        }

        if (form.Count > RecommendationQuery.MaxExamples)
        {
            throw new RequestProblem(
                400, ErrorCodes.InvalidRequest, $"The form has {form.Count} pictures in 'image' and 'imageUrl'. Send at most {RecommendationQuery.MaxExamples}.");
        }

        return [.. form.Pictures, .. await FetchTogetherAsync(context, form.Addresses, form.Pictures.Sum(picture => (long)picture.Length), stop)];
    }

    /// <summary>The query with pictures in place of their addresses.</summary>
    /// <exception cref="FashionOrleansException">One was not fetched.</exception>
    /// <exception cref="RequestProblem">An example is not exactly one thing, or the pictures are too large together.</exception>
    public async Task<RecommendationRequest> FetchAsync(HttpContext context, RecommendationRequest request, CancellationToken stop)
    {
        ExampleRequest?[] examples = [.. request.Like ?? [], .. request.Unlike ?? []];
        if (!Array.Exists(examples, example => example?.ImageUrl is not null))
        {
            return request;
        }

        var sound = Array.ConvertAll(examples, ExampleRequest.RequireOneOfAll);
        if (examples.Length > 2 * RecommendationQuery.MaxExamples)
        {
            return request;
        }

        var pictures = new Queue<ReadOnlyMemory<byte>>(
            await FetchTogetherAsync(context, sound.Select(example => example.ImageUrl).OfType<string>(), sound.Sum(example => example.Image?.LongLength ?? 0), stop));
        var fetched = Array.ConvertAll(sound, example => example.ImageUrl is null ? example : example with { Image = pictures.Dequeue().ToArray(), ImageUrl = null });
        var like = request.Like?.Count ?? 0;
        return request with { Like = fetched[..like], Unlike = fetched[like..] };
    }

    /// <summary>The batch with pictures in place of their addresses; an item whose picture was not fetched is refused alone.</summary>
    public async Task<IReadOnlyList<ParsedItem>> FetchAsync(HttpContext context, IReadOnlyList<ParsedItem> items, CancellationToken stop)
    {
        if (!items.Any(item => item.ImageUrl is not null))
        {
            return items;
        }

        long bytes = 0;
        return await Task.WhenAll(items.Select(async item =>
        {
            if (item is not { Upload: { } upload, ImageUrl: { } address })
            {
                return item;
            }

            try
            {
                var picture = await FetchAsync(context, address, stop);
                return Interlocked.Add(ref bytes, picture.Length) <= settings.Value.MaxBatchBytes
                    ? ParsedItem.Accept(upload with { Picture = picture })
                    : ParsedItem.Refuse(upload.Id, HttpCodes.BatchTooLarge, $"The pictures of the batch have more than {settings.Value.MaxBatchBytes:N0} bytes together. Send fewer items at a time, or let a job fetch them.");
            }
            catch (FashionOrleansException refusal)
            {
                return ParsedItem.Refuse(upload.Id, refusal.Code, refusal.Message);
            }
        }));
    }

    /// <summary>Fetches pictures, in their order, that with those that were sent are not too large together; once they are, no more is fetched.</summary>
    async Task<ReadOnlyMemory<byte>[]> FetchTogetherAsync(HttpContext context, IEnumerable<string> addresses, long sent, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        return await Task.WhenAll(addresses.Select(async address =>
        {
            var picture = await FetchAsync(context, address, enough.Token);
            if (Interlocked.Add(ref sent, picture.Length) <= settings.Value.MaxBatchBytes)
            {
                return picture;
            }

            await enough.CancelAsync();
            throw new RequestProblem(413, HttpCodes.RequestTooLarge, $"The pictures have more than {settings.Value.MaxBatchBytes:N0} bytes together. Name fewer, or smaller ones.");
        }));
    }

    /// <summary>Whom nobody knows lets this server ask no other: it would do so in his place.</summary>
    static void RequireKnownCaller(HttpContext context)
    {
        if (context.Features.Get<AnonymousCaller>() is not null)
        {
            throw new RequestProblem(403, HttpCodes.KeyRole, "'imageUrl' needs a key, whatever is open without one. Send the picture itself as 'image'.");
        }
    }
}
