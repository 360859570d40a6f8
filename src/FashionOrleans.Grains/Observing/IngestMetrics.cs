using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FashionOrleans.Ingest.Fetching;

namespace FashionOrleans.Grains.Observing;

/// <summary>What a silo measures of the jobs that fill catalogues from feeds, and of what it fetches for them; never an address.</summary>
public sealed class IngestMetrics
{
    internal const string Picture = "picture";
    internal const string Feed = "feed";

    readonly ConcurrentDictionary<Guid, string> _catalogs = new();
    readonly UpDownCounter<int> _running;
    readonly Counter<long> _jobs;
    readonly Counter<long> _rows;
    readonly Counter<long> _downloads;
    readonly Counter<long> _retries;
    readonly Counter<long> _fetched;

    /// <summary>Makes the instruments.</summary>
    public IngestMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Instrumentation.Name);
        _running = meter.CreateUpDownCounter<int>("fashionorleans.ingest.running", "{job}", "Jobs that this silo works on, also while something holds them up.");
        _jobs = meter.CreateCounter<long>("fashionorleans.ingest.jobs", "{job}", "Jobs that have ended, by outcome: done, failed, cancelled.");
        _rows = meter.CreateCounter<long>("fashionorleans.ingest.rows", "{row}", "Rows of feeds that jobs are done with, by outcome: stored, unchanged, refused.");
        _downloads = meter.CreateCounter<long>("fashionorleans.ingest.downloads", "{file}", "Pictures and feeds asked for, by outcome: fetched, unchanged, failed.");
        _retries = meter.CreateCounter<long>("fashionorleans.ingest.download.retries", "{attempt}", "Attempts to fetch a file after the first.");
        _fetched = meter.CreateCounter<long>("fashionorleans.ingest.fetched", "By", "Bytes of the files that were fetched.");
    }

    /// <summary>This silo works on a job. Saying so again changes nothing.</summary>
    internal void Began(Guid job, string catalog)
    {
        if (_catalogs.TryAdd(job, catalog))
        {
            _running.Add(1, Catalog(catalog));
        }
    }

    /// <summary>This silo works on a job no more.</summary>
    internal void Left(Guid job)
    {
        if (_catalogs.TryRemove(job, out var catalog))
        {
            _running.Add(-1, Catalog(catalog));
        }
    }

    /// <summary>A job has ended.</summary>
    internal void Ended(string catalog, string outcome, string? error) => Count(_jobs, 1, Catalog(catalog), outcome, error);

    /// <summary>Rows were acknowledged.</summary>
    /// <param name="catalog">Their catalogue.</param>
    /// <param name="stored">How many were stored.</param>
    /// <param name="unchanged">How many were there already.</param>
    /// <param name="refused">The codes of those that were refused.</param>
    internal void Acknowledged(string catalog, int stored, int unchanged, IEnumerable<string> refused)
    {
        Count(_rows, stored, Catalog(catalog), "stored", error: null);
        Count(_rows, unchanged, Catalog(catalog), "unchanged", error: null);
        foreach (var (code, rows) in refused.CountBy(code => code))
        {
            Count(_rows, rows, Catalog(catalog), Outcome.Refused, code);
        }
    }

    /// <summary>Fetches a file, and tells how that went.</summary>
    /// <param name="patience">Fetches again.</param>
    /// <param name="kind"><see cref="Picture"/> or <see cref="Feed"/>.</param>
    /// <param name="fetch">Fetches once.</param>
    /// <param name="bytesOf">The bytes of what was fetched; null where it had not changed.</param>
    /// <param name="stop">Ends it.</param>
    internal async Task<T> FetchAsync<T>(PatientFetcher patience, string kind, Func<CancellationToken, Task<T>> fetch, Func<T, long?> bytesOf, CancellationToken stop)
    {
        var tag = new KeyValuePair<string, object?>("kind", kind);
        var attempts = 0;
        try
        {
            var file = await patience.FetchAsync(
                token =>
                {
                    if (attempts++ > 0)
                    {
                        _retries.Add(1, tag);
                    }

                    return fetch(token);
                },
                stop);
            var bytes = bytesOf(file);
            Count(_downloads, 1, tag, bytes is null ? "unchanged" : "fetched", error: null);
            _fetched.Add(bytes ?? 0, tag);
            return file;
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            Count(_downloads, 1, tag, Outcome.Failed, exception is FetchException refusal ? refusal.Code : Outcome.TypeOf(exception));
            throw;
        }
    }

    static KeyValuePair<string, object?> Catalog(string name) => new("catalog", name);

    static void Count(Counter<long> counter, int count, KeyValuePair<string, object?> tag, string outcome, string? error)
    {
        if (count > 0 && error is null)
        {
            counter.Add(count, tag, new("outcome", outcome));
        }
        else if (count > 0)
        {
            counter.Add(count, tag, new("outcome", outcome), new("error.type", error));
        }
    }
}
