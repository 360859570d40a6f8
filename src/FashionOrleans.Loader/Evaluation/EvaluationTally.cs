namespace FashionOrleans.Loader.Evaluation;

/// <summary>Adds up outcomes, one after the other.</summary>
sealed class EvaluationTally(EvaluationSettings settings)
{
    readonly PrecisionTally[] _overall = NewTallies(settings);
    readonly Dictionary<string, PrecisionTally[]> _byLabel = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, int> _refused = new(StringComparer.Ordinal);
    readonly List<double> _latencies = [];
    readonly List<double> _serverTimes = [];
    int _partial;
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
        Add(_overall, query);
        if (query.Labels[0] is not { } first) return;
        var label = string.Join(" + ", first);
        if (!_byLabel.TryGetValue(label, out var group)) _byLabel.Add(label, group = NewTallies(settings));
        Add(group, query);
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
        Precision = Precision(_overall),
        ByLabel =
        [
            .. _byLabel
                .Select(pair => new EvaluationReport.GroupPrecision(pair.Key, pair.Value[0].Queries, Precision(pair.Value)))
                .OrderByDescending(group => group.Queries).ThenBy(group => group.Label, StringComparer.Ordinal),
        ],
        LatencyMs = LatencySummary.Of(_latencies),
        ServerMs = LatencySummary.Of(_serverTimes),
        InFlight = settings.InFlight,
        Seconds = Math.Round(elapsed.TotalSeconds, 3),
    };

    static PrecisionTally[] NewTallies(EvaluationSettings settings) => [.. settings.LabelSets.Select(_ => new PrecisionTally(settings.K))];

    void Add(PrecisionTally[] tallies, QueryOutcome query)
    {
        for (var set = 0; set < tallies.Length; set++) tallies[set].Add(query, settings.LabelSets[set], query.Labels[set]);
    }

    List<EvaluationReport.LabelPrecision> Precision(PrecisionTally[] tallies) =>
        [.. tallies.Zip(settings.LabelSets, (tally, set) => new EvaluationReport.LabelPrecision(set.Name, tally.Precision, tally.Queries, tally.BlankQueries))];
}
