using System.Diagnostics;

namespace FashionOrleans.Embedding;

/// <summary>
/// The spans of the embedder: one a request, one a batch. The batch's is a child of its request where it has only one; where it has several it is a
/// root, and either way it links to its requests and they link to it. Nothing is made while nobody listens.
/// </summary>
static class EmbeddingSpans
{
    /// <summary>The name of the source.</summary>
    public const string SourceName = "FashionOrleans.Embedding";

    static readonly ActivitySource Source = new(SourceName);

    /// <summary>Starts the span of a request; null while nobody listens.</summary>
    public static Activity? StartRequest(string model, EmbeddingPriority lane, int pictures)
    {
        var span = Source.StartActivity("embedding.request");
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("fashionorleans.model", model);
            span.SetTag("fashionorleans.embedding.lane", Name(lane));
            span.SetTag("fashionorleans.embedding.pictures", pictures);
        }
        return span;
    }

    /// <summary>Tells what the pictures of a request waited for: the longest of each.</summary>
    public static void Answered(Activity? span, EmbeddingResult[] results)
    {
        if (span is not { IsAllDataRequested: true })
            return;
        span.SetTag("fashionorleans.queue_ms", results.Max(result => result.QueueTime).TotalMilliseconds);
        span.SetTag("fashionorleans.embedding.decode_ms", results.Max(result => result.DecodeTime).TotalMilliseconds);
        span.SetTag("fashionorleans.embedding.inference_ms", results.Max(result => result.InferenceTime).TotalMilliseconds);
        if (results.Select(result => result.Error).OfType<EmbeddingException>().FirstOrDefault() is { } error)
            Failed(span, error);
    }

    /// <summary>Tells why there is no answer.</summary>
    public static void Failed(Activity? span, Exception exception)
    {
        span?.SetTag("error.type", exception is EmbeddingException refusal ? refusal.Code : exception.GetType().FullName);
        span?.SetStatus(ActivityStatusCode.Error, exception.Message);
    }

    /// <summary>Starts the span of a batch; null when none of its requests is recorded.</summary>
    public static Activity? StartBatch(string model, EmbeddingPriority lane, string device, List<PictureJob> batch)
    {
        if (!Source.HasListeners())
            return null;
        var requests = batch.Select(job => job.Request).Distinct().ToArray();
        var spans = requests.Select(request => request.Span).OfType<Activity>().Where(span => span.Recorded).ToArray();
        if (spans.Length == 0)
            return null;
        var batchSpan = Source.StartActivity(
            "embedding.batch",
            ActivityKind.Internal,
            requests.Length == 1 ? spans[0].Context : default,
            [
                new("fashionorleans.model", model),
                new("fashionorleans.embedding.lane", Name(lane)),
                new("fashionorleans.embedding.device", device),
                new("fashionorleans.embedding.batch_size", batch.Count),
            ],
            spans.Select(span => new ActivityLink(span.Context)));
        if (batchSpan is not null)
        {
            foreach (var span in spans)
                span.AddLink(new ActivityLink(batchSpan.Context));
        }
        return batchSpan;
    }

    static string Name(EmbeddingPriority lane) => lane == EmbeddingPriority.Interactive ? "interactive" : "bulk";
}
