using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Grains.Placement;
using FashionOrleans.Search;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace FashionOrleans.Grains.Queries;

/// <inheritdoc cref="ICoordinatorGrain"/>
[Reentrant, StatelessWorker, RequireRole(SiloRoles.Query)]
public sealed partial class CoordinatorGrain : Grain, ICoordinatorGrain
{
    readonly CatalogRoute _route;
    readonly QueryOptions _options;
    readonly TimeProvider _time;
    readonly ILogger<CoordinatorGrain> _log;

    /// <summary>Called by the runtime.</summary>
    public CoordinatorGrain(IOptions<QueryOptions> options, TimeProvider time, ILogger<CoordinatorGrain> log)
    {
        _route = new CatalogRoute(GrainFactory, this.GetPrimaryKeyString());
        _options = options.Value;
        _time = time;
        _log = log;
    }

    /// <inheritdoc/>
    public async Task<Recommendations> RecommendAsync(RecommendationQuery query, CancellationToken cancellationToken)
    {
        RequireValid(query);
        using var deadline = new CancellationTokenSource(_options.Deadline, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await _route.CallAsync(catalog => RecommendAsync(catalog, query, stop.Token), stop.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new FashionOrleansException(
                ErrorCodes.DeadlineExceeded,
                $"There was no answer within {_options.Deadline.TotalSeconds:0.###} s. Try again, or raise FashionOrleans:Query:Deadline.");
        }
    }

    async Task<Recommendations> RecommendAsync(Catalog catalog, RecommendationQuery query, CancellationToken stop)
    {
        var begun = _time.GetTimestamp();
        var examples = new ExampleVectors(_route, catalog);
        var (like, unlike) = await examples.ReadAsync(query, stop);
        var embedded = _time.GetElapsedTime(begun);

        var fanOut = new FanOut(_route, catalog, _log);
        var candidates = query.Diversity > 0 ? Diversifier.CandidatesFor(query.K) : query.K;
        var answer = await fanOut.SearchAsync(ToShardQuery(query, like, unlike, candidates), stop);
        var hits = query.Diversity > 0 ? await fanOut.DiversifyAsync(answer.Hits, query.K, query.Diversity, stop) : answer.Hits;
        var winners = await fanOut.FetchAsync(hits, stop);
        var total = _time.GetElapsedTime(begun);
        return new Recommendations(
            winners,
            answer.Coverage,
            new Timings(
                examples.HadPictures ? embedded.TotalMilliseconds : 0, (total - embedded).TotalMilliseconds, total.TotalMilliseconds),
            catalog.Settings.Model);
    }

    static ShardQuery ToShardQuery(RecommendationQuery query, float[][] like, float[][] unlike, int k) => new(
        [.. like.Select(vector => UnitVector.ToBytes(vector))],
        [.. unlike.Select(vector => UnitVector.ToBytes(vector))],
        k,
        query.Filter,
        [.. query.Like.Concat(query.Unlike).Select(example => example.Id).OfType<string>()],
        query.Ef,
        query.Exact,
        like.Length == 1 && unlike.Length == 0 ? Guid.NewGuid() : null);

    static void RequireValid(RecommendationQuery query)
    {
        if (query.K is < 1 or > RecommendationQuery.MaxK)
        {
            throw new FashionOrleansException(ErrorCodes.InvalidK, $"'k' is {query.K}; it must be 1 to {RecommendationQuery.MaxK}.");
        }

        if (query.Like.IsDefaultOrEmpty)
        {
            throw new FashionOrleansException(
                ErrorCodes.MissingExample, "The query has no example of what to look for. Send a picture, an id or an embedding in 'like'.");
        }

        if (query.Like.Length > RecommendationQuery.MaxExamples || query.Unlike.Length > RecommendationQuery.MaxExamples)
        {
            throw new FashionOrleansException(
                ErrorCodes.InvalidRequest, $"'like' and 'unlike' hold at most {RecommendationQuery.MaxExamples} examples each.");
        }

        if (query.Ef is < 1 or > RecommendationQuery.MaxEf)
        {
            throw new FashionOrleansException(ErrorCodes.InvalidRequest, $"'ef' is {query.Ef}; it must be 1 to {RecommendationQuery.MaxEf}.");
        }

        if (query.Diversity is not (>= 0 and <= 1))
        {
            throw new FashionOrleansException(ErrorCodes.InvalidRequest, $"'diversity' is {query.Diversity}; it must be 0 to 1.");
        }

        if (query.Diversity > 0 && query.K > RecommendationQuery.MaxDiverseK)
        {
            throw new FashionOrleansException(
                ErrorCodes.InvalidK, $"With 'diversity', 'k' is at most {RecommendationQuery.MaxDiverseK}; it is {query.K}.");
        }

        if (!query.Filter.IsEmpty)
        {
            try
            {
                Filter.Parse(query.Filter.Span);
            }
            catch (FilterFormatException exception)
            {
                throw new FashionOrleansException(ErrorCodes.InvalidFilter, exception.Message);
            }
        }
    }
}
