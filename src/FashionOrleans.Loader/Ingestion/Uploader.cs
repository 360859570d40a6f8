using System.Net;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Ingestion;

/// <summary>Sends batches and accounts for every item of them. Thread-safe.</summary>
sealed class Uploader(FashionOrleansClient client, string catalog, IngestTally tally, RefusedItems refused, TimeProvider clock)
{
    // An item that the server cannot take now is sent again with its like; after so many rounds its reason is final.
    const int MaxRounds = 5;

    // One item may make the server fail. So many in a row say that it is not the items.
    const int MaxFailuresInARow = 10;

    int _failuresInARow;

    /// <summary>Sends a batch; when it returns, each of its items is stored or listed as refused.</summary>
    /// <exception cref="ProblemException">The whole catalogue cannot be written to.</exception>
    /// <exception cref="ServerUnreachableException">The server is gone.</exception>
    public async Task SendAsync(IReadOnlyList<PendingItem> batch, CancellationToken cancellationToken)
    {
        var waiting = batch;
        for (var round = 1; waiting.Count > 0; round++)
        {
            IReadOnlyList<ItemResult> results;
            try
            {
                results = await client.UpsertItemsAsync(catalog, [.. waiting.Select(item => item.Upload)], cancellationToken);
            }
            catch (ProblemException problem) when (IsAboutTheContent(problem))
            {
                await SplitAsync(waiting, problem, cancellationToken);
                return;
            }

            waiting = Account(waiting, results, isLastRound: round == MaxRounds);
            if (waiting.Count > 0) await Task.Delay(TimeSpan.FromSeconds(1 << (round - 1)), clock, cancellationToken);
        }
    }

    // A status that is about this request rather than about the server: a smaller one may pass, and the smallest one
    // names the culprit.
    static bool IsAboutTheContent(ProblemException problem) =>
        problem.Status is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity
            or HttpStatusCode.InternalServerError or HttpStatusCode.GatewayTimeout;

    async Task SplitAsync(IReadOnlyList<PendingItem> batch, ProblemException problem, CancellationToken cancellationToken)
    {
        if (batch.Count == 1)
        {
            if (problem.Status >= HttpStatusCode.InternalServerError && Interlocked.Increment(ref _failuresInARow) >= MaxFailuresInARow) throw problem;
            Refuse(batch[0], problem.Code, problem.Detail);
            return;
        }

        var half = batch.Count / 2;
        await SendAsync([.. batch.Take(half)], cancellationToken);
        await SendAsync([.. batch.Skip(half)], cancellationToken);
    }

    List<PendingItem> Account(IReadOnlyList<PendingItem> batch, IReadOnlyList<ItemResult> results, bool isLastRound)
    {
        var again = new List<PendingItem>();
        foreach (var (item, result) in batch.Zip(results))
        {
            if (result.IsStored)
            {
                tally.AddStored(item.Upload.Picture?.Length ?? 0);
                Interlocked.Exchange(ref _failuresInARow, 0);
            }
            else if (!isLastRound && ProblemCodes.IsTransient(result.Code))
            {
                again.Add(item);
            }
            else
            {
                Refuse(item, result.Code ?? "refused", result.Detail ?? "The server gave no reason.");
            }
        }

        return again;
    }

    void Refuse(PendingItem item, string code, string reason)
    {
        tally.AddRefused(code);
        refused.Add(item.Upload.Id, item.File, code, reason);
    }
}
