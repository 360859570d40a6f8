using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Grains.Observing;
using FashionOrleans.Grains.Placement;
using FashionOrleans.Search;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace FashionOrleans.Grains.Queries;

/// <inheritdoc cref="ICoordinatorGrain"/>
[Reentrant, StatelessWorker, RequireRole(SiloRoles.Query)]
public sealed partial class CoordinatorGrain : Grain, ICoordinatorGrain
{
    readonly CatalogRoute _route;
    readonly SiloCalls _silos;
    readonly QueryAdmission _admission;
    readonly QueryMetrics _metrics;
    readonly QueryOptions _options;
    readonly IHostApplicationLifetime _lifetime;
    readonly TimeProvider _time;

    /// <summary>Called by the runtime.</summary>
    public CoordinatorGrain(
        SiloCalls silos, QueryAdmission admission, QueryMetrics metrics, IOptions<QueryOptions> options, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        _route = new CatalogRoute(GrainFactory, CoordinatorKey.CatalogOf(this.GetPrimaryKeyString()), time);
        _silos = silos;
        _admission = admission;
        _metrics = metrics;
        _options = options.Value;
        _lifetime = lifetime;
        _time = time;
    }

    /// <inheritdoc/>
    public async Task<Recommendations> RecommendAsync(RecommendationQuery query, CancellationToken cancellationToken)
    {
        using var observed = _metrics.Begin(query.K);
        try
        {
            var answer = await AnswerAsync(query, observed, cancellationToken);
            observed.Answered(answer);
            return answer;
        }
        catch (Exception exception)
        {
            observed.Failed(exception);
            throw;
        }
    }

    async Task<Recommendations> AnswerAsync(RecommendationQuery query, QueryObservation observed, CancellationToken cancellationToken)
    {
        QueryRules.Require(query);
        var arrived = _time.GetTimestamp();
        using var deadline = new CancellationTokenSource(_options.Deadline, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var place = await _admission.EnterAsync(stop.Token);
            observed.Admitted();
            return await _route.CallAsync(
                catalog =>
                {
                    observed.Found(catalog);
                    return RecommendAsync(catalog, query, arrived, stop.Token);
                },
                stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FashionOrleansException(
                ErrorCodes.DeadlineExceeded,
                $"There was no answer within {_options.Deadline.TotalSeconds:0.###} s. Try again, or raise FashionOrleans:Query:Deadline.");
        }
    }

    async Task<Recommendations> RecommendAsync(Catalog catalog, RecommendationQuery query, long arrived, CancellationToken stop)
    {
        var begun = _time.GetTimestamp();
        var fanOut = new FanOut(_silos, _route, catalog);
        var examples = new ExampleVectors(fanOut, _route, catalog);
        var wording = ReadTextAsync(fanOut, query, _options.SearchLimit(_time.GetElapsedTime(arrived)) / 2, stop);
        var tasting = ShopperTaste.ReadAsync(GrainFactory, fanOut, catalog.Name, query, stop);
        var (like, unlike) = await examples.ReadAsync(query, stop);
        var taste = await tasting;
        var text = await wording;
        if (like.Length == 0 && text is null && !taste.HasDirection)
        {
            throw NoTaste(query.Shopper, catalog.Name);
        }

        like = taste.Blend(like, query.ShopperWeight);
        var embedded = _time.GetElapsedTime(begun);

        var candidates = query.Diversity > 0 ? Diversifier.CandidatesFor(query.K)
            : query.Agreement > 0 ? Agreement.CandidatesFor(query.K)
            : query.K;
        var question = ToShardQuery(query, like, unlike, taste.Excluded, candidates) with { Text = text };
        var asked = _time.GetTimestamp();
        var answer = await WithinAsync(_options.SearchLimit(_time.GetElapsedTime(arrived)), enough => fanOut.SearchAsync(question, enough), stop);
        _metrics.FannedOut(catalog.Name, _time.GetElapsedTime(asked));
        var hits = query.Diversity > 0 ? await fanOut.DiversifyAsync(answer.Hits, query.K, query.Diversity, stop) : answer.Hits;
        var winners = await fanOut.FetchAsync(hits, stop);
        if (query.Agreement > 0)
        {
            winners = Agreeing(winners, query.K, query.Agreement);
        }

        var total = _time.GetElapsedTime(begun);
        var coverage = answer.Coverage with { ShardsAnswered = answer.Coverage.ShardsAnswered - fanOut.LostShards, ShardsBehind = fanOut.ShardsBehind };
        if (coverage.ShardsAnswered < coverage.Shards && _lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new FashionOrleansException(ErrorCodes.NotReady, "This silo is stopping and no longer reaches all others. Try again: another one answers.");
        }

        return new Recommendations(
            winners,
            coverage,
            new Timings(
                examples.HadPictures ? embedded.TotalMilliseconds : 0, (total - embedded).TotalMilliseconds, total.TotalMilliseconds),
            catalog.Settings.Model)
        {
            Taste = taste.Use,
            Facets = answer.Facets,
        };
    }

    /// <summary>The k of the candidates that are near and agree with the others.</summary>
    static ImmutableArray<Recommendation> Agreeing(ImmutableArray<Recommendation> candidates, int k, double weight)
    {
        var byId = candidates.ToDictionary(candidate => candidate.Id, StringComparer.Ordinal);
        var ranked = Agreement.Rank(
            [.. candidates.Select(candidate => new AgreementCandidate(candidate.Id, candidate.Score, AttributeSet.Parse(candidate.Attributes.Span)))], k, weight);
        return [.. ranked.Select(hit => byId[hit.Id])];
    }

    /// <summary>Asks for as long as leaves time for what comes after; who has not answered by then is left out.</summary>
    async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> ask, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, _time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        return await ask(enough.Token);
    }

    static ShardQuery ToShardQuery(RecommendationQuery query, float[][] like, float[][] unlike, ImmutableArray<string> excluded, int k) => new(
        [.. like.Select(vector => UnitVector.ToBytes(vector))],
        [.. unlike.Select(vector => UnitVector.ToBytes(vector))],
        k,
        query.Filter,
        [.. query.Like.Concat(query.Unlike).Select(example => example.Id).OfType<string>().Concat(excluded)],
        query.Ef,
        query.Exact)
    {
        Facets = query.Facets.IsDefault ? [] : [.. query.Facets.Distinct(StringComparer.Ordinal)],
    };

    /// <summary>The words of the query, weighed by how rare they are in the catalogue; null without words.</summary>
    async Task<ShardText?> ReadTextAsync(FanOut fanOut, RecommendationQuery query, TimeSpan limit, CancellationToken stop)
    {
        if (query.Text is null)
        {
            return null;
        }

        ImmutableArray<string> words = [.. WordReader.OfQuery(query.Text)];
        var counts = await WithinAsync(limit, enough => fanOut.CountWordsAsync(words, enough), stop);
        return new ShardText(words, counts, query.TextMode, query.TextWeight);
    }

    static FashionOrleansException NoTaste(string? shopper, string catalog) => new(
        ErrorCodes.NoTaste,
        $"Nothing is known of what the shopper '{shopper}' likes in '{catalog}'. Record a like or a view with POST /api/v1/shoppers/{shopper}/events, or send a picture.");
}
