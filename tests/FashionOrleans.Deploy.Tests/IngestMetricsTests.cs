using FashionOrleans.Deploy.Tests.Support;

namespace FashionOrleans.Deploy.Tests;

/// <summary>What is measured of jobs, after a feed of three rows was read twice and one that is not there was asked for.</summary>
[Collection(nameof(BusyServer))]
public sealed class IngestMetricsTests(BusyServer server)
{
    [Fact]
    public void Jobs_are_counted_by_how_they_ended_and_none_runs_any_more()
    {
        Assert.Equal(2, server.Scrape.Sum("fashionorleans_ingest_jobs_total", ("catalog", "fed"), ("outcome", "done")));
        Assert.Equal(1, server.Scrape.Sum("fashionorleans_ingest_jobs_total", ("catalog", "fed"), ("outcome", "failed"), ("error_type", "feed_unreachable")));
        Assert.Equal(3, server.Scrape.Sum("fashionorleans_ingest_jobs_total"));
        Assert.Equal(0, server.Scrape.Sum("fashionorleans_ingest_running"));
    }

    [Fact]
    public void Rows_are_counted_by_what_became_of_them_and_those_refused_by_reason()
    {
        Assert.Equal(2, server.Scrape.Sum("fashionorleans_ingest_rows_total", ("catalog", "fed"), ("outcome", "stored")));
        Assert.Equal(2, server.Scrape.Sum("fashionorleans_ingest_rows_total", ("catalog", "fed"), ("outcome", "unchanged")));
        Assert.Equal(2, server.Scrape.Sum("fashionorleans_ingest_rows_total", ("catalog", "fed"), ("outcome", "refused"), ("error_type", "picture_unreachable")));
        Assert.Equal(6, server.Scrape.Sum("fashionorleans_ingest_rows_total"));
    }

    [Fact]
    public void Downloads_are_counted_with_their_bytes_and_what_was_asked_for_again()
    {
        Assert.Equal(2, server.Scrape.Sum("fashionorleans_ingest_downloads_total", ("kind", "picture"), ("outcome", "fetched")));
        Assert.Equal(2, server.Scrape.Sum("fashionorleans_ingest_downloads_total", ("kind", "picture"), ("outcome", "unchanged")));
        Assert.Equal(2, server.Scrape.Sum("fashionorleans_ingest_downloads_total", ("kind", "picture"), ("outcome", "failed"), ("error_type", "picture_unreachable")));
        Assert.Equal(2, server.Scrape.Sum("fashionorleans_ingest_downloads_total", ("kind", "feed"), ("outcome", "fetched")));
        Assert.Equal(1, server.Scrape.Sum("fashionorleans_ingest_downloads_total", ("kind", "feed"), ("outcome", "failed"), ("error_type", "feed_unreachable")));
        Assert.Equal(1, server.Scrape.Sum("fashionorleans_ingest_download_retries_total"));
        Assert.Equal(2 * server.Shop.PictureBytes, server.Scrape.Sum("fashionorleans_ingest_fetched_bytes_total", ("kind", "picture")));
        Assert.Equal(2 * server.Shop.FeedBytes, server.Scrape.Sum("fashionorleans_ingest_fetched_bytes_total", ("kind", "feed")));
    }
}
