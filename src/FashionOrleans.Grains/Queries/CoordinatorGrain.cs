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
        var vector = await examples.ComposeAsync(query.Like, query.Unlike, stop);
        var embedded = _time.GetElapsedTime(begun);

        var fanOut = new FanOut(_route, catalog, _log);
        var answer = await fanOut.SearchAsync(ToShardQuery(query, vector), stop);
        var winners = await fanOut.FetchAsync(answer.Hits, stop);
        var total = _time.GetElapsedTime(begun);
        return new Recommendations(
            winners,
            answer.Coverage,
            new Timings(
                examples.HadPictures ? embedded.TotalMilliseconds : 0, (total - embedded).TotalMilliseconds, total.TotalMilliseconds),
            catalog.Settings.Model);
    }

    static ShardQuery ToShardQuery(RecommendationQuery query, ReadOnlySpan<float> vector) => new(
        UnitVector.ToBytes(vector),
        query.K,
        query.Filter,
        [.. query.Like.Concat(query.Unlike).Select(example => example.Id).OfType<string>()]);

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

        if (query.Diversity is not (>= 0 and <= 1))
        {
            throw new FashionOrleansException(ErrorCodes.InvalidRequest, $"'diversity' is {query.Diversity}; it must be 0 to 1.");
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
