using System.Net;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Evaluation;

/// <summary>Asks the catalogue with one picture and finds out what there was to be found.</summary>
/// <param name="client">The server.</param>
/// <param name="settings">What is asked.</param>
/// <param name="relevant">Counts the relevant items.</param>
/// <param name="clock">Times the requests.</param>
sealed class QueryAsker(FashionOrleansClient client, EvaluationSettings settings, RelevantItemCounter relevant, TimeProvider clock)
{
    // Room for a few exact duplicates, so that hardly any query is asked twice.
    const int Spare = 4;

    readonly ExactDuplicates _duplicates = new(client, settings.Catalog);
    string? _model;

    /// <summary>Model that the catalogue's pictures are embedded with; null before the first answer.</summary>
    public string? Model => Volatile.Read(ref _model);

    /// <param name="id">The query's id.</param>
    /// <param name="picture">Its picture; null when it could not be read.</param>
    /// <param name="labels">Its known labels by attribute.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<QueryOutcome> AskAsync(
        string id, byte[]? picture, IReadOnlyDictionary<string, AttributeValue> labels, CancellationToken cancellationToken)
    {
        var outcome = new QueryOutcome
        {
            Id = id,
            Picture = picture,
            Labels = labels.ToDictionary(label => label.Key, label => label.Value.ToString(), StringComparer.Ordinal),
            Relevant = RelevantItems.Unknown(settings.LabelSets.Count),
        };
        if (picture is null) return outcome with { RefusedCode = "unreadable_file" };
        try
        {
            outcome = await FindAsync(outcome, picture, cancellationToken);
        }
        catch (ProblemException problem) when (IsAboutThePicture(problem))
        {
            return outcome with { RefusedCode = problem.Code };
        }

        return outcome with { Relevant = Without(outcome.Excluded, outcome, await relevant.CountAsync(labels, cancellationToken)), Excluded = [] };
    }

    async Task<QueryOutcome> FindAsync(QueryOutcome query, byte[] picture, CancellationToken cancellationToken)
    {
        // The picture of an item that the catalogue holds finds that item first: one more result makes up for it.
        var asked = Math.Min(settings.MostResults, settings.Depth + 1 + (settings.KeepsDuplicates ? 0 : Spare));
        var (latency, serverMs) = (default(double?), default(double?));
        while (true)
        {
            var started = clock.GetTimestamp();
            var request = new RecommendationRequest { Like = [Example.OfPicture(picture)], K = asked, Agreement = settings.Agreement };
            var reply = await client.RecommendAsync(settings.Catalog, request, cancellationToken);
            if (latency is null) (latency, serverMs) = (clock.GetElapsedTime(started).TotalMilliseconds, reply.Timings?.TotalMs);
            Volatile.Write(ref _model, reply.Model);

            var duplicates = settings.KeepsDuplicates
                ? new HashSet<string>()
                : await _duplicates.FindAsync(query.Id, picture, reply.Results, cancellationToken);
            var kept = reply.Results.Where(result => result.Id != query.Id && !duplicates.Contains(result.Id)).Take(settings.Depth).ToList();
            var isAll = reply.Results.Count < asked || asked == settings.MostResults;
            if (kept.Count < settings.Depth && !isAll)
            {
                asked = Math.Min(settings.MostResults, 2 * asked);
                continue;
            }

            return query with
            {
                LatencyMs = latency.Value,
                ServerMs = serverMs,
                IsPartial = reply.Coverage is { } coverage && coverage.ShardsAnswered < coverage.Shards,
                Results = kept,
                Duplicates = duplicates.Count,
                Excluded = [.. reply.Results.Where(result => result.Id == query.Id || duplicates.Contains(result.Id))],
            };
        }
    }

    /// <summary>The counts without the items that were left out of the results.</summary>
    RelevantItems Without(IReadOnlyList<Recommendation> excluded, QueryOutcome query, RelevantItems counted)
    {
        var ofSet = counted.OfSet.Select((items, set) => items - excluded.Count(item => settings.LabelSets[set].IsRight(query, item)));
        var ofGrade = counted.OfGrade?.ToArray();
        if (ofGrade is not null)
        {
            foreach (var item in excluded) ofGrade[query.GradeOf(item)]--;
        }

        return new([.. ofSet], ofGrade);
    }

    static bool IsAboutThePicture(ProblemException problem) =>
        problem.Status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.UnprocessableEntity;
}
