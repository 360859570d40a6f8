using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Observing;

/// <summary>How something ended that was asked for, as metrics and spans tell it.</summary>
static class Outcome
{
    /// <summary>A query that every shard answered, each with all that it had been given.</summary>
    public const string Full = "full";

    /// <summary>A query that some shards did not answer, or that copies answered which may lack the latest writes.</summary>
    public const string Partial = "partial";

    /// <summary>A write that was made, even where some of its items were refused.</summary>
    public const string Done = "done";

    /// <summary>The request was wrong, or came when there was no room.</summary>
    public const string Refused = "refused";

    /// <summary>The system could not do it.</summary>
    public const string Failed = "failed";

    /// <summary>Whoever asked did not wait.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>What an exception comes to.</summary>
    public static string Of(Exception exception) => exception switch
    {
        OperationCanceledException => Cancelled,
        FashionOrleansException
        {
            Code: ErrorCodes.NotReady or ErrorCodes.DeadlineExceeded or ErrorCodes.StoreUnavailable or ErrorCodes.EmbeddingUnavailable or ErrorCodes.Superseded
        } => Failed,
        FashionOrleansException => Refused,
        _ => Failed,
    };

    /// <summary>The stable code of a refusal, else the type of the exception: few values, as <c>error.type</c> should have.</summary>
    public static string TypeOf(Exception exception) => exception is FashionOrleansException refusal ? refusal.Code : exception.GetType().FullName!;
}
