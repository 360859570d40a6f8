using System.Buffers;

namespace FashionOrleans.Embedding;

/// <summary>
/// Turns pictures into embeddings with one model: one instance a model and process. Pictures are decoded on worker threads ahead
/// of the model, and meet in batches. All threads are the embedder's own, so that neither decoding nor inference holds up
/// the thread pool or a grain's scheduler. Safe to call from many threads.
/// </summary>
public sealed class Embedder : IAsyncDisposable
{
    readonly BatchingQueue _queue;
    readonly IBatchModel _interactiveModel;
    readonly IBatchModel _bulkModel;
    readonly PixelNormalizer _normalizer;
    readonly TimeProvider _clock;
    readonly Thread[] _threads;
    readonly EmbedderMetrics _metrics;
    readonly Lazy<Task> _stop;

    internal Embedder(
        ModelPack pack, EmbeddingOptions options, ExecutionProviderSelection provider, IBatchModel interactiveModel, IBatchModel bulkModel, TimeProvider clock)
    {
        Pack = pack;
        Provider = provider;
        Pictures = new PictureDecoder(options.Limits);
        _interactiveModel = interactiveModel;
        _bulkModel = bulkModel;
        _normalizer = new PixelNormalizer(pack.Input);
        _clock = clock;
        // A GPU runs one batch at a time; the second runner copies its batch meanwhile.
        var bulkRuns = provider.Running == ExecutionProvider.Cuda ? Math.Min(2, options.BulkRuns) : options.BulkRuns;
        // Two batches a runner: one to run, one to be decoded meanwhile.
        _queue = new BatchingQueue(options, bulkDecodeAhead: 2 * bulkRuns * options.BulkBatchSize, clock);
        _metrics = new EmbedderMetrics(pack.Name, _queue);
        _threads =
        [
            .. StartThreads("embedding decode", options.DecodeWorkers, DecodeLoop),
            .. StartThreads("embedding interactive", 1, () => RunLoop(EmbeddingPriority.Interactive, _interactiveModel, options.InteractiveBatchSize)),
            .. StartThreads("embedding bulk", bulkRuns, () => RunLoop(EmbeddingPriority.Bulk, _bulkModel, options.BulkBatchSize)),
        ];
        _stop = new Lazy<Task>(() => Task.Run(Stop));
    }

    /// <summary>The model that makes the embeddings.</summary>
    public ModelPack Pack { get; }

    /// <summary>Which execution provider runs, and why.</summary>
    public ExecutionProviderSelection Provider { get; }

    /// <summary>Reads headers and makes renditions with the same limits as this embedder.</summary>
    public PictureDecoder Pictures { get; }

    /// <summary>Loads the model; takes a second or so for ResNet-50 on the CPU.</summary>
    /// <param name="pack">The model.</param>
    /// <param name="options">How to use the machine.</param>
    /// <param name="clock">Measures times and the wait of bulk batches; the system's clock by default.</param>
    /// <exception cref="ArgumentException">An option has a wrong value.</exception>
    /// <exception cref="ModelPackException">The model's graph cannot be loaded, or disagrees with its manifest.</exception>
    public static Embedder Load(ModelPack pack, EmbeddingOptions options, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems().FirstOrDefault() is { } problem)
            throw new ArgumentException(problem, nameof(options));
        Libvips.EnsureConfigured();
        var (interactive, provider) = OnnxModel.Open(pack, options, options.InteractiveThreads);
        // A GPU works on one batch at a time, and one thread a run is what the bulk lane wants anyway.
        var shared = provider.Running == ExecutionProvider.Cuda || options.InteractiveThreads == 1;
        try
        {
            var bulk = shared ? interactive : OnnxModel.Open(pack, options with { Provider = ExecutionProvider.Cpu }, threads: 1).Model;
            return new Embedder(pack, options, provider, interactive, bulk, clock ?? TimeProvider.System);
        }
        catch
        {
            interactive.Dispose();
            throw;
        }
    }

    /// <summary>Embeds one picture, ahead of bulk work.</summary>
    /// <param name="picture">The encoded picture; must not change until the task completes.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The vector, or the error that the picture has.</returns>
    /// <exception cref="EmbedderOverloadedException">The interactive queue is full.</exception>
    /// <exception cref="ObjectDisposedException">The embedder is shutting down.</exception>
    public async ValueTask<EmbeddingResult> EmbedAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellation = default) =>
        (await SubmitAsync([picture], arePixels: false, EmbeddingPriority.Interactive, cancellation))[0];

    /// <summary>Embeds a list of pictures. One bad picture never fails the others.</summary>
    /// <param name="pictures">The encoded pictures; must not change until the task completes.</param>
    /// <param name="priority">The lane.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>One result a picture, in order.</returns>
    /// <exception cref="EmbedderOverloadedException">The lane's queue has no room for the list; nothing was accepted.</exception>
    /// <exception cref="ObjectDisposedException">The embedder is shutting down.</exception>
    public ValueTask<EmbeddingResult[]> EmbedAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> pictures, EmbeddingPriority priority = EmbeddingPriority.Bulk, CancellationToken cancellation = default) =>
        SubmitAsync(pictures, arePixels: false, priority, cancellation);

    /// <summary>Embeds pictures that are already decoded and resized.</summary>
    /// <param name="pictures">For each picture height x width x 3 bytes of the model's input, RGB whatever the model's channel order, row by row.</param>
    /// <param name="priority">The lane.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>One result a picture, in order.</returns>
    /// <exception cref="ArgumentException">A picture has not the length of the model's input.</exception>
    /// <exception cref="EmbedderOverloadedException">The lane's queue has no room for the list; nothing was accepted.</exception>
    /// <exception cref="ObjectDisposedException">The embedder is shutting down.</exception>
    public ValueTask<EmbeddingResult[]> EmbedPixelsAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> pictures, EmbeddingPriority priority = EmbeddingPriority.Bulk, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        foreach (var picture in pictures)
        {
            if (picture.Length != Pack.Input.Length)
            {
                throw new ArgumentException(
                    $"A picture has {picture.Length} bytes; {Pack.Name} takes {Pack.Input.Length}: {Pack.Input.Height} x {Pack.Input.Width} x 3.", nameof(pictures));
            }
        }
        return SubmitAsync(pictures, arePixels: true, priority, cancellation);
    }

    /// <summary>Refuses new pictures, finishes the accepted ones and frees the model.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _stop.Value;
    }

    async ValueTask<EmbeddingResult[]> SubmitAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> contents, bool arePixels, EmbeddingPriority priority, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contents);
        cancellation.ThrowIfCancellationRequested();
        if (contents.Count == 0)
            return [];
        var request = new EmbeddingRequest(contents, arePixels, priority, cancellation);
        _queue.Accept(request);
        return await request.WaitAsync();
    }

    void DecodeLoop()
    {
        while (_queue.TakeToDecode() is { } job)
        {
            var start = _clock.GetTimestamp();
            var error = job.Request.IsAbandoned ? null : Prepare(job);
            job.DecodeTime = _clock.GetElapsedTime(start);
            if (job.Tensor is not null)
            {
                _queue.Decoded(job);
                continue;
            }
            // The place is given back first: a caller that has its answer finds room for its next request.
            _queue.Dropped(job);
            if (error is not null)
                Complete(job, new EmbeddingResult(null, error, job.DecodeTime, TimeSpan.Zero, _clock.GetElapsedTime(job.AcceptedAt, start), 0));
        }
    }

    EmbeddingException? Prepare(PictureJob job)
    {
        try
        {
            using var decoded = job.Request.ArePixels ? null : Pictures.DecodePixels(job.Content, Pack.Input);
            var tensor = ArrayPool<float>.Shared.Rent(Pack.Input.Length);
            _normalizer.Write(decoded is null ? job.Content.Span : decoded.Span, tensor);
            job.Tensor = tensor;
            return null;
        }
        catch (PictureException exception)
        {
            return exception;
        }
        catch (Exception exception)
        {
            // Whatever a stranger's picture provokes, it must not end the thread, and with it the process.
            return new EmbeddingUnavailableException($"The picture could not be read, for a reason that is not the picture's: {exception.Message}", exception);
        }
    }

    void RunLoop(EmbeddingPriority priority, IBatchModel model, int batchSize)
    {
        var max = Math.Min(batchSize, model.MaxBatch);
        var tensors = new float[max * Pack.Input.Length];
        var outputs = new float[max * Pack.Output.Dimension];
        List<PictureJob> batch = new(max);
        while (_queue.TakeBatch(priority, max, batch))
        {
            var taken = batch.Count;
            for (var i = 0; i < taken; i++)
            {
                batch[i].Tensor.AsSpan(0, Pack.Input.Length).CopyTo(tensors.AsSpan(i * Pack.Input.Length));
                batch[i].ReturnTensor();
            }
            var start = _clock.GetTimestamp();
            EmbeddingUnavailableException? failure = null;
            try
            {
                model.Run(tensors, taken, outputs);
            }
            catch (Exception exception)
            {
                // A failed batch (memory, a lost device) is its callers' to hear of; the next one may succeed.
                failure = new EmbeddingUnavailableException($"The model {Pack.Name} could not be run: {exception.Message}", exception);
            }
            var inference = _clock.GetElapsedTime(start);
            _metrics.RecordBatch(priority, taken, inference);
            _queue.Finished(priority, taken);
            for (var i = 0; i < taken; i++)
                Complete(batch[i], Result(batch[i], outputs.AsSpan(i * Pack.Output.Dimension, Pack.Output.Dimension), failure, start, inference, taken));
            batch.Clear();
        }
    }

    EmbeddingResult Result(PictureJob job, ReadOnlySpan<float> output, EmbeddingUnavailableException? failure, long start, TimeSpan inference, int batchSize)
    {
        var vector = failure is not null ? null : Pack.Output.Normalization == EmbeddingNormalization.L2 ? UnitVector.From(output) : output.ToArray();
        if (vector is null)
            failure ??= new EmbeddingUnavailableException($"The model {Pack.Name} gave a vector without a direction for this picture.");
        return new EmbeddingResult(vector, failure, job.DecodeTime, inference, _clock.GetElapsedTime(job.AcceptedAt, start) - job.DecodeTime, batchSize);
    }

    void Complete(PictureJob job, EmbeddingResult result)
    {
        _metrics.RecordPicture(job.Request.Priority, result);
        job.Complete(result);
    }

    void Stop()
    {
        foreach (var thread in _threads)
            thread.Join();
        _queue.Dispose();
        _metrics.Dispose();
        _bulkModel.Dispose();
        if (!ReferenceEquals(_interactiveModel, _bulkModel))
            _interactiveModel.Dispose();
    }

    static IEnumerable<Thread> StartThreads(string name, int count, Action loop)
    {
        for (var i = 0; i < count; i++)
        {
            var thread = new Thread(() => loop()) { Name = $"{name} {i}", IsBackground = true };
            thread.Start();
            yield return thread;
        }
    }
}
