using FashionOrleans.Embedding;
using FashionOrleans.Grains.Observing;
using FashionOrleans.Ingest.Fetching;
using FashionOrleans.Storage;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Grains.Jobs;

/// <summary>What every job of a silo works with.</summary>
public sealed class IngestTools(
    IIngestJobStore store,
    IGrainFactory grains,
    GuardedClient client,
    PictureFetcher pictures,
    IOptions<FetchOptions> fetching,
    IOptions<IngestJobOptions> jobs,
    IOptions<EmbeddingOptions> embedding,
    IngestMetrics metrics,
    TimeProvider time)
{
    internal IIngestJobStore Store => store;

    internal IGrainFactory Grains => grains;

    internal TimeProvider Time => time;

    internal IngestMetrics Metrics => metrics;

    internal FetchOptions Fetching => fetching.Value;

    internal long MaxUnpackedFeedBytes => jobs.Value.MaxUnpackedFeedBytes;

    internal PatientFetcher Patience { get; } = new(fetching.Value.Attempts, time, Random.Shared.NextDouble);

    internal FeedFetcher Feeds { get; } = new(client, jobs.Value.FeedTimeout, jobs.Value.MaxFeedBytes);

    internal RowPreparation Rows => new(pictures, Patience, metrics, embedding.Value.Limits.MaxBytes);
}
