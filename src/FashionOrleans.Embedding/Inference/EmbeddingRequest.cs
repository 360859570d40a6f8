using System.Diagnostics;

namespace FashionOrleans.Embedding;

/// <summary>A list of pictures that one caller waits for.</summary>
sealed class EmbeddingRequest
{
    readonly EmbeddingResult[] _results;
    readonly TaskCompletionSource<EmbeddingResult[]> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationToken _cancellation;
    int _pending;

    /// <param name="contents">Encoded pictures or parts of them, or pixels when <paramref name="arePixels"/>.</param>
    /// <param name="arePixels">Whether the contents are RGB bytes of the model's input shape.</param>
    /// <param name="priority">The lane.</param>
    /// <param name="cancellation">Gives the caller up at once; pictures not yet in a batch are dropped.</param>
    public EmbeddingRequest(IReadOnlyList<PicturePart> contents, bool arePixels, EmbeddingPriority priority, CancellationToken cancellation)
    {
        _results = new EmbeddingResult[contents.Count];
        _pending = contents.Count;
        _cancellation = cancellation;
        ArePixels = arePixels;
        Priority = priority;
        var jobs = new PictureJob[contents.Count];
        for (var i = 0; i < jobs.Length; i++)
            jobs[i] = new PictureJob(this, i, contents[i].Picture, contents[i].Crop);
        Jobs = jobs;
    }

    public IReadOnlyList<PictureJob> Jobs { get; }

    public bool ArePixels { get; }

    public EmbeddingPriority Priority { get; }

    /// <summary>The span of the request; null while nobody listens.</summary>
    public Activity? Span { get; init; }

    /// <summary>Whether nobody waits any more.</summary>
    public bool IsAbandoned => _cancellation.IsCancellationRequested;

    /// <summary>The results in the order of the contents.</summary>
    public async ValueTask<EmbeddingResult[]> WaitAsync()
    {
        await using var registration = _cancellation.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource<EmbeddingResult[]>)state!).TrySetCanceled(token), _completion);
        return await _completion.Task;
    }

    public void Complete(int index, EmbeddingResult result)
    {
        _results[index] = result;
        if (Interlocked.Decrement(ref _pending) == 0)
            _completion.TrySetResult(_results);
    }
}
