using System.Diagnostics.Metrics;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Observing;
using FashionOrleans.Ingest.Fetching;
using Microsoft.Extensions.DependencyInjection;

namespace FashionOrleans.Grains.Tests.Jobs;

/// <summary>What is counted of jobs where they do not go as they should; tests of the deployment compare the rest with what a server serves.</summary>
public sealed class IngestMetricsTests : IDisposable
{
    readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    readonly MeterListener _listener = new();
    readonly Dictionary<string, long> _sums = new(StringComparer.Ordinal);
    readonly IngestMetrics _metrics;

    public IngestMetricsTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
        _metrics = new IngestMetrics(meters);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void A_job_that_is_tried_again_and_again_runs_once_until_it_is_left()
    {
        var job = Guid.NewGuid();
        _metrics.Began(job, "shop");
        _metrics.Began(job, "shop");
        var running = Sum("fashionorleans.ingest.running");
        _metrics.Left(job);
        _metrics.Left(job);

        Assert.Equal((1, 0), (running, Sum("fashionorleans.ingest.running")));
    }

    [Fact]
    public async Task A_download_that_fails_has_its_code_and_one_that_is_broken_off_by_us_is_none()
    {
        var patience = new PatientFetcher(attempts: 1, TimeProvider.System, () => 0);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAsync<FetchException>(() => FetchAsync(_ => throw new FetchException(ErrorCodes.PictureTooLarge, "Too large.")));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FetchAsync(token => Task.FromCanceled<long>(token)));

        Assert.Equal(1, Sum("fashionorleans.ingest.downloads"));
        Assert.Equal(1, Sum("fashionorleans.ingest.downloads", $"error.type={ErrorCodes.PictureTooLarge}"));

        Task<long> FetchAsync(Func<CancellationToken, Task<long>> fetch) => _metrics.FetchAsync(patience, IngestMetrics.Picture, fetch, bytes => bytes, stop.Token);
    }

    long Sum(string instrument, string tag = "") =>
        _sums.Where(sum => sum.Key.StartsWith($"{instrument} ", StringComparison.Ordinal) && sum.Key.Contains(tag, StringComparison.Ordinal)).Sum(sum => sum.Value);

    void Add(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}";
        _sums[series] = _sums.GetValueOrDefault(series) + value;
    }
}
