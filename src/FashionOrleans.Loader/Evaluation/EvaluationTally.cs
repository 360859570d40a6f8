namespace FashionOrleans.Loader.Evaluation;

/// <summary>Adds up outcomes, one after the other.</summary>
sealed class EvaluationTally(EvaluationSettings settings)
{
    readonly GroupTally _overall = new(settings, settings.Depth);
    readonly Dictionary<string, GroupTally> _byLabel = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, int> _refused = new(StringComparer.Ordinal);
    readonly List<double> _latencies = [];
    readonly List<double> _serverTimes = [];
    int _partial;
    int _duplicates;
    int _queriesWithDuplicates;
    int _done;

    /// <summary>Outcomes added.</summary>
    public int Done => Volatile.Read(ref _done);

    public void Add(QueryOutcome query)
    {
        Interlocked.Increment(ref _done);
        if (query.RefusedCode is { } code)
        {
            _refused[code] = _refused.GetValueOrDefault(code) + 1;
            return;
        }

        _latencies.Add(query.LatencyMs);
        if (query.ServerMs is { } serverMs) _serverTimes.Add(serverMs);
        if (query.IsPartial) _partial++;
        _duplicates += query.Duplicates;
        if (query.Duplicates > 0) _queriesWithDuplicates++;
        _overall.Add(query);

        var first = settings.LabelSets[0];
        if (!first.IsKnownOf(query)) return;
        var label = string.Join(" + ", first.Attributes.Select(name => query.Labels[name]));
        if (!_byLabel.TryGetValue(label, out var group)) _byLabel.Add(label, group = new(settings, 0));
        group.Add(query);
    }

    public EvaluationReport Report(string? model, TimeSpan elapsed, bool interrupted) => new()
    {
        Catalog = settings.Catalog,
        Model = model,
        K = settings.K,
        Queries = _latencies.Count,
        Refused = _refused,
        PartialAnswers = _partial,
        Interrupted = interrupted,
        Duplicates = settings.KeepsDuplicates ? null : new(_duplicates, _queriesWithDuplicates),
        Precision = _overall.Precision(),
        GradedBy = settings.Attributes,
        Ndcg = _overall.Ndcg(),
        ByLabel =
        [
            .. _byLabel
                .Select(pair => new EvaluationReport.GroupPrecision(pair.Key, pair.Value.Queries, pair.Value.Precision(), pair.Value.Ndcg()))
                .OrderByDescending(group => group.Queries).ThenBy(group => group.Label, StringComparer.Ordinal),
        ],
        Curves = _overall.Curves(),
        LatencyMs = LatencySummary.Of(_latencies),
        ServerMs = LatencySummary.Of(_serverTimes),
        InFlight = settings.InFlight,
        Seconds = Math.Round(elapsed.TotalSeconds, 3),
    };
}
