using System.Collections.Immutable;
using FashionOrleans.Contracts;
using Polly;
using Polly.Hedging;
using Polly.Retry;
using Polly.Timeout;

namespace FashionOrleans.Web.Hosting;

/// <summary>
/// Calls into the cluster that are made again when a silo was lost on the way. Only for calls that may be made twice: every read, and
/// every write of this API, since storing an item again or deleting it again leaves what once has left.
/// </summary>
sealed class ClusterCalls
{
    // Until another silo has taken over what a dead one held, about a second goes by, or a few for a frozen one.
    const int Retries = 7;
    const int HedgedAttempts = 2;

    // A query that is slow because all are would be made slower by asking again: second questions are a tenth of the first ones at most.
    const double HedgesPerQuery = 0.1;
    const double SparedHedges = 10;
    static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);
    static readonly TimeSpan HedgeAfter = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    // A read is answered from memory or by one look into the store; only a shard that loads makes it wait, and it is worth a while.
    static readonly TimeSpan ReadAttempt = TimeSpan.FromSeconds(3);
    static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(30);

    // Most clients give up after 100 seconds, as HttpClient does: they get an answer before that, whatever is lost on the way.
    static readonly TimeSpan CallAttempt = TimeSpan.FromSeconds(20);
    static readonly TimeSpan CallPatience = TimeSpan.FromMinutes(1);

    // A few pictures are embedded within seconds, behind a queue that is full.
    const int FewPictures = 64;
    static readonly TimeSpan FewPicturesAttempt = TimeSpan.FromSeconds(30);
    static readonly TimeSpan FewPicturesPatience = TimeSpan.FromSeconds(90);

    // A look at the cluster waits for two seconds for a silent silo, twice at most; and it may have gone through the gateway of that very one.
    static readonly TimeSpan LookPatience = TimeSpan.FromSeconds(6);

    // A thousand pictures may keep a model busy for minutes.
    static readonly TimeSpan EmbeddingPatience = TimeSpan.FromMinutes(4);

    // More than most clusters have gateways.
    const int WaysToAsk = 8;

    readonly GatewayLosses _losses;
    readonly ResiliencePipeline _calls;
    readonly ResiliencePipeline _fewPictures;
    readonly ResiliencePipeline _embeddings;
    readonly ResiliencePipeline _reads;
    readonly ResiliencePipeline<Recommendations> _queries;
    readonly ResiliencePipeline<ClusterStatus> _looks;
    readonly Ways _queryWays = new(WaysToAsk);
    readonly Ways _lookWays = new(WaysToAsk);
    readonly HedgeBudget _hedges = new(HedgesPerQuery, SparedHedges);

    public ClusterCalls(TimeProvider time, GatewayLosses losses)
    {
        _losses = losses;
        _calls = Repeating(time, CallPatience, CallAttempt);
        _fewPictures = Repeating(time, FewPicturesPatience, FewPicturesAttempt);
        _embeddings = Repeating(time, EmbeddingPatience, EmbeddingPatience);
        _reads = Repeating(time, ReadPatience, ReadAttempt);

        _looks = new ResiliencePipelineBuilder<ClusterStatus> { TimeProvider = time }
            .AddTimeout(LookPatience)
            .AddRetry(Retry<ClusterStatus, RetryStrategyOptions<ClusterStatus>>(new() { ShouldHandle = new PredicateBuilder<ClusterStatus>().Handle<Exception>(IsLost) }))
            .AddHedging(new HedgingStrategyOptions<ClusterStatus>
            {
                Delay = HedgeAfter,
                MaxHedgedAttempts = HedgedAttempts,
                ShouldHandle = new PredicateBuilder<ClusterStatus>().Handle<Exception>(_ => false),
            })
            .Build();

        // A call that travelled through a silo that died is never answered: a query does not wait for it, but asks a second time.
        _queries = new ResiliencePipelineBuilder<Recommendations> { TimeProvider = time }
            .AddTimeout(Patience)
            .AddRetry(Retry(new RetryStrategyOptions<Recommendations> { ShouldHandle = new PredicateBuilder<Recommendations>().Handle<Exception>(IsLost) }))
            .AddHedging(new HedgingStrategyOptions<Recommendations>
            {
                Delay = HedgeAfter,
                MaxHedgedAttempts = HedgedAttempts,
                ShouldHandle = new PredicateBuilder<Recommendations>().Handle<Exception>(_ => false),
                ActionGenerator = attempt => _hedges.TryTake() ? () => HedgeAsync(attempt) : null,
            })
            .Build();
    }

    /// <summary>Makes a call, again when it was lost.</summary>
    public async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken stop) =>
        await _calls.ExecuteAsync(async token => await AttemptAsync(call, token), stop);

    /// <summary>Writes something, again when the call was lost; all tries bear one number, so that it is done once.</summary>
    public Task<T> WriteAsync<T>(Func<Guid, CancellationToken, Task<T>> write, CancellationToken stop) => WriteAsync(_calls, write, stop);

    /// <summary>Writes items in the same way; where pictures have to be embedded first, with the time that takes.</summary>
    public Task<ImmutableArray<ItemOutcome>> UpsertAsync(IItemsGrain items, ImmutableArray<ItemUpload> uploads, CancellationToken stop) =>
        WriteAsync(
            uploads.Count(upload => upload.Embedding.IsEmpty) switch { 0 => _calls, <= FewPictures => _fewPictures, _ => _embeddings },
            (number, token) => items.UpsertAsync(number, uploads, token),
            stop);

    async Task<T> WriteAsync<T>(ResiliencePipeline pipeline, Func<Guid, CancellationToken, Task<T>> write, CancellationToken stop)
    {
        var number = Guid.NewGuid();
        return await pipeline.ExecuteAsync(async token => await AttemptAsync(attempt => write(number, attempt), token), stop);
    }

    /// <summary>Reads something, again when the call was lost or has not been answered in a while: it may have gone to a silo that died.</summary>
    public async Task<T> ReadAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken stop) =>
        await _reads.ExecuteAsync(async token => await AttemptAsync(read, token), stop);

    /// <summary>
    /// Looks at the cluster: in other ways too when no answer comes within a second.
    /// </summary>
    /// <param name="look">Looks, in one of a few ways: the key of the grain that is asked.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="TimeoutException">No silo answers in time.</exception>
    public async Task<ClusterStatus> LookAsync(Func<int, Task<ClusterStatus>> look, CancellationToken stop)
    {
        var question = _lookWays.Ask();
        try
        {
            return await _looks.ExecuteAsync(
                async token => await question.TryAsync(async way => await AttemptAsync(attempt => Watched(look(way)).WaitAsync(attempt), token)), stop);
        }
        catch (TimeoutRejectedException exception)
        {
            throw new TimeoutException("No silo has answered in time.", exception);
        }
    }

    /// <summary>Asks a query, again when it was lost, and a second time, by another way, beside the first when that takes long.</summary>
    /// <param name="query">Asks, in one of a few ways: see <see cref="CoordinatorKey"/>.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<Recommendations> QueryAsync(Func<int, CancellationToken, Task<Recommendations>> query, CancellationToken stop)
    {
        _hedges.Earn();
        var question = _queryWays.Ask();
        return await _queries.ExecuteAsync(
            async token => await question.TryAsync(async way => await AttemptAsync(attempt => query(way, attempt), token)), stop);
    }

    /// <summary>Asks a second time. That one is refused says nothing of the first, which may already run: it is waited for.</summary>
    static async ValueTask<Outcome<Recommendations>> HedgeAsync(HedgingActionGeneratorArguments<Recommendations> attempt)
    {
        var outcome = await attempt.Callback(attempt.ActionContext);
        if (outcome.Exception is FashionOrleansException { Code: ErrorCodes.Overloaded })
        {
            await Task.Delay(Timeout.Infinite, attempt.ActionContext.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return outcome;
    }

    /// <summary>Makes a call once. It counts as lost when a gateway is lost meanwhile, since it may have gone through that one.</summary>
    async ValueTask<T> AttemptAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken stop)
    {
        var loss = _losses.Next;
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(stop, loss);
        try
        {
            return await call(attempt.Token);
        }
        catch (OperationCanceledException) when (loss.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new TimeoutException("A gateway was lost while it may have carried the call.");
        }
    }

    /// <summary>A call that is given up may fail later, when nobody looks.</summary>
    static Task<T> Watched<T>(Task<T> call)
    {
        call.Ignore();
        return call;
    }

    static ResiliencePipeline Repeating(TimeProvider time, TimeSpan patience, TimeSpan attempt) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddTimeout(patience)
        .AddRetry(Retry(new RetryStrategyOptions { ShouldHandle = Lost().Handle<TimeoutRejectedException>() }))
        .AddTimeout(attempt)
        .Build();

    static PredicateBuilder<object> Lost() => new PredicateBuilder().Handle<Exception>(IsLost);

    /// <summary>Whether the cluster failed rather than the request; a refusal is final, and a queue that is full is not helped by more calls.</summary>
    static bool IsLost(Exception exception) =>
        exception is OrleansException or TimeoutException or FashionOrleansException { Code: ErrorCodes.NotReady or ErrorCodes.Superseded or ErrorCodes.StoreUnavailable };

    static TOptions Retry<TResult, TOptions>(TOptions options)
        where TOptions : RetryStrategyOptions<TResult>
    {
        options.MaxRetryAttempts = Retries;
        options.BackoffType = DelayBackoffType.Exponential;
        options.UseJitter = true;
        options.Delay = FirstDelay;
        options.MaxDelay = LongestDelay;
        return options;
    }

    static RetryStrategyOptions Retry(RetryStrategyOptions options) => Retry<object, RetryStrategyOptions>(options);

    static RetryStrategyOptions<Recommendations> Retry(RetryStrategyOptions<Recommendations> options) =>
        Retry<Recommendations, RetryStrategyOptions<Recommendations>>(options);
}
