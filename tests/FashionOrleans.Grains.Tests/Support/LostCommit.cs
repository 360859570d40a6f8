namespace FashionOrleans.Grains.Tests.Support;

/// <summary>A commit whose answer gets lost.</summary>
sealed class LostCommit
{
    /// <summary>Completes, with the version, when the store has committed.</summary>
    public TaskCompletionSource<long> Committed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The writer is told of the loss once this is set.</summary>
    public TaskCompletionSource Tell { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
