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
    readonly IReadOnlyList<ModelDevice> _devices;
    readonly PixelNormalizer _normalizer;
    readonly TimeProvider _clock;
    readonly Thread[] _threads;
    readonly EmbedderMetrics _metrics;
    readonly Lazy<Task> _stop;
    readonly IBoxProposer _boxes;

    internal Embedder(
        ModelPack pack,
        EmbeddingOptions options,
        ExecutionProviderSelection provider,
        IReadOnlyList<ModelDevice> devices,
        TimeProvider clock,
        IBoxProposer? boxes = null)
    {
        Pack = pack;
        Provider = provider;
        Pictures = new PictureDecoder(options.Limits);
        _boxes = boxes ?? new SaliencyBoxes(Pictures);
        _devices = devices;
        _normalizer = new PixelNormalizer(pack.Input);
        _clock = clock;
        // A GPU runs one batch at a time; the second runner copies its batch meanwhile.
        var bulkRuns = provider.Running == ExecutionProvider.Cuda ? Math.Min(2, options.BulkRuns) : options.BulkRuns;
        _queue = new BatchingQueue(options, devices.Count, bulkDecodeAhead: options.BatchesAhead * devices.Count * bulkRuns * provider.BatchSize, clock);
        _metrics = new EmbedderMetrics(pack.Name, _queue, devices.Select(device => device.Name));
        _threads =
        [
            .. StartThreads("embedding decode", options.DecodeWorkers, DecodeLoop),
            .. devices.SelectMany((device, place) => StartThreads(
                $"embedding interactive {device.Name}", 1, Runner(EmbeddingPriority.Interactive, place, options.InteractiveBatchSize).Run)),
            .. devices.SelectMany((device, place) => StartThreads(
                $"embedding bulk {device.Name}", bulkRuns, () => Runner(EmbeddingPriority.Bulk, place, provider.BatchSize).Run())),
        ];
        _stop = new Lazy<Task>(() => Task.Run(Stop));
    }

    /// <summary>
    /// Raised on a thread of the embedder when a device begins to fail. While other devices work, it rests for ten seconds and they run its
    /// pictures; otherwise these are answered with an <see cref="EmbeddingUnavailableException"/>. A handler must not throw.
    /// </summary>
    public event Action<DeviceFailure>? DeviceFailed;

    /// <summary>The model that makes the embeddings.</summary>
    public ModelPack Pack { get; }

    /// <summary>Which execution provider runs, and why.</summary>
    public ExecutionProviderSelection Provider { get; }

    /// <summary>Reads headers and makes renditions with the same limits as this embedder.</summary>
    public PictureDecoder Pictures { get; }

    /// <summary>Pictures of a lane that are accepted and not yet answered.</summary>
    public int Held(EmbeddingPriority lane) => _queue.Held(lane);

    /// <summary>Loads the model; takes a second or so for ResNet-50 on the CPU.</summary>
    /// <param name="pack">The model.</param>
    /// <param name="options">How to use the machine.</param>
    /// <param name="clock">Measures times and the wait of bulk batches; the system's clock by default.</param>
    /// <param name="boxes">Finds the boxes of <see cref="PictureCrop.Auto"/>; by default <see cref="SaliencyBoxes"/>.</param>
    /// <exception cref="ArgumentException">An option has a wrong value.</exception>
    /// <exception cref="ModelPackException">The model's graph cannot be loaded, or disagrees with its manifest.</exception>
    public static Embedder Load(ModelPack pack, EmbeddingOptions options, TimeProvider? clock = null, IBoxProposer? boxes = null)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems().FirstOrDefault() is { } problem)
            throw new ArgumentException(problem, nameof(options));
        Libvips.EnsureConfigured();
        var (devices, provider) = new ModelPlacement(pack, options, CudaProvider.Find).Load();
        return new Embedder(pack, options, provider, devices, clock ?? TimeProvider.System, boxes);
    }

    /// <summary>Embeds one picture, ahead of bulk work.</summary>
    /// <param name="picture">The encoded picture; must not change until the task completes.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The vector, or the error that the picture has.</returns>
    /// <exception cref="EmbedderOverloadedException">The interactive queue is full.</exception>
    /// <exception cref="ObjectDisposedException">The embedder is shutting down.</exception>
    public async ValueTask<EmbeddingResult> EmbedAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellation = default) =>
        (await SubmitAsync([new(picture, null)], arePixels: false, EmbeddingPriority.Interactive, cancellation))[0];

    /// <summary>Embeds a list of pictures. One bad picture never fails the others.</summary>
    /// <param name="pictures">The encoded pictures; must not change until the task completes.</param>
    /// <param name="priority">The lane.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>One result a picture, in order.</returns>
    /// <exception cref="EmbedderOverloadedException">The lane's queue has no room for the list; nothing was accepted.</exception>
    /// <exception cref="ObjectDisposedException">The embedder is shutting down.</exception>
    public ValueTask<EmbeddingResult[]> EmbedAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> pictures, EmbeddingPriority priority = EmbeddingPriority.Bulk, CancellationToken cancellation = default) =>
        SubmitAsync(Whole(pictures), arePixels: false, priority, cancellation);

    /// <summary>Embeds parts of pictures; a part that lies outside its picture is refused like a bad picture, and never fails the others.</summary>
    /// <param name="parts">The parts; their pictures must not change until the task completes.</param>
    /// <param name="priority">The lane.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>One result a part, in order.</returns>
    /// <exception cref="EmbedderOverloadedException">The lane's queue has no room for the list; nothing was accepted.</exception>
    /// <exception cref="ObjectDisposedException">The embedder is shutting down.</exception>
    public ValueTask<EmbeddingResult[]> EmbedPartsAsync(
        IReadOnlyList<PicturePart> parts, EmbeddingPriority priority = EmbeddingPriority.Interactive, CancellationToken cancellation = default) =>
        SubmitAsync(parts, arePixels: false, priority, cancellation);

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
        return SubmitAsync(Whole(pictures), arePixels: true, priority, cancellation);
    }

    /// <summary>Refuses new pictures, finishes the accepted ones and frees the model.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _stop.Value;
    }

    async ValueTask<EmbeddingResult[]> SubmitAsync(
        IReadOnlyList<PicturePart> contents, bool arePixels, EmbeddingPriority priority, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contents);
        cancellation.ThrowIfCancellationRequested();
        if (contents.Count == 0)
            return [];
        using var span = EmbeddingSpans.StartRequest(Pack.Name, priority, contents.Count);
        try
        {
            var request = new EmbeddingRequest(contents, arePixels, priority, cancellation) { Span = span };
            _queue.Accept(request);
            var results = await request.WaitAsync();
            EmbeddingSpans.Answered(span, results);
            return results;
        }
        catch (Exception exception) when (span is not null)
        {
            EmbeddingSpans.Failed(span, exception);
            throw;
        }
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
            if (error is null)
                continue;
            var refusal = new EmbeddingResult(null, error, job.DecodeTime, TimeSpan.Zero, _clock.GetElapsedTime(job.AcceptedAt, start), 0);
            _metrics.RecordPicture(job.Request.Priority, refusal);
            job.Complete(refusal);
        }
    }

    EmbeddingException? Prepare(PictureJob job)
    {
        try
        {
            using var decoded = job.Request.ArePixels ? null : Pictures.DecodePixels(job.Content, Pack.Input, BoxOf(job));
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

    PictureBox BoxOf(PictureJob job) => job.Crop switch
    {
        null => PictureBox.Whole,
        { Box: { } box } => box,
        _ => _boxes.Propose(job.Content) is [var best, ..] ? best.Box : PictureBox.Whole,
    };

    BatchRunner Runner(EmbeddingPriority lane, int place, int batchSize) =>
        new(Pack, _queue, lane, place, _devices[place], batchSize, _metrics, failure => DeviceFailed?.Invoke(failure), _clock);

    static PicturePart[] Whole(IReadOnlyList<ReadOnlyMemory<byte>> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        return [.. pictures.Select(picture => new PicturePart(picture, null))];
    }

    void Stop()
    {
        foreach (var thread in _threads)
            thread.Join();
        _queue.Dispose();
        _metrics.Dispose();
        foreach (var device in _devices)
            device.Dispose();
    }

    static IEnumerable<Thread> StartThreads(string name, int count, Action loop)
    {
        for (var i = 0; i < count; i++)
        {
            var thread = new Thread(() => loop()) { Name = $"{name} {i}", IsBackground = true };
            // Without the context of whoever happens to load the model: what these threads do belongs to no request.
            thread.UnsafeStart();
            yield return thread;
        }
    }
}
