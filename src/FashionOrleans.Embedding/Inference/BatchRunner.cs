using System.Buffers;

namespace FashionOrleans.Embedding;

/// <summary>Takes batches of one lane from the queue and runs them on one device, until the queue has closed and the lane is empty.</summary>
/// <param name="pack">The model's shapes.</param>
/// <param name="queue">Where decoded pictures wait.</param>
/// <param name="lane">The lane.</param>
/// <param name="place">The device's place among the embedder's devices.</param>
/// <param name="device">The device.</param>
/// <param name="batchSize">Pictures in one batch at most.</param>
/// <param name="metrics">Told of each batch and picture.</param>
/// <param name="failed">Called when the device begins to fail.</param>
/// <param name="clock">Measures times.</param>
sealed class BatchRunner(
    ModelPack pack,
    BatchingQueue queue,
    EmbeddingPriority lane,
    int place,
    ModelDevice device,
    int batchSize,
    EmbedderMetrics metrics,
    Action<DeviceFailure> failed,
    TimeProvider clock)
{
    readonly IBatchModel _model = lane == EmbeddingPriority.Interactive ? device.Interactive : device.Bulk;

    /// <summary>Runs until there is nothing more to come; the body of a thread.</summary>
    public void Run()
    {
        var max = Math.Min(batchSize, _model.MaxBatch);
        var tensors = new float[max * pack.Input.Length];
        var outputs = new float[max * pack.Output.Dimension];
        List<PictureJob> batch = new(max);
        while (queue.TakeBatch(lane, place, max, batch))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Tensor.AsSpan(0, pack.Input.Length).CopyTo(tensors.AsSpan(i * pack.Input.Length));
                batch[i].ReturnTensor();
            }
            RunBatch(batch, tensors, outputs);
            batch.Clear();
        }
    }

    void RunBatch(List<PictureJob> batch, float[] tensors, float[] outputs)
    {
        using var span = EmbeddingSpans.StartBatch(pack.Name, lane, device.Name, batch);
        var start = clock.GetTimestamp();
        EmbeddingUnavailableException? failure = null;
        try
        {
            _model.Run(tensors, batch.Count, outputs);
            queue.Worked(place);
        }
        catch (Exception exception)
        {
            // A failed batch (memory, a lost device) is another device's to try, or its callers' to hear of; the next one may succeed.
            failure = new EmbeddingUnavailableException($"The model {pack.Name} could not be run: {exception.Message}", exception);
        }
        var inference = clock.GetElapsedTime(start);
        metrics.RecordBatch(lane, device.Name, batch.Count, inference, failure is not null);
        if (failure is not null)
            EmbeddingSpans.Failed(span, failure);

        // Ends before its pictures are answered: whoever waits for them finds it complete.
        span?.Stop();
        if (failure is not null && HandOver(batch, tensors, failure))
            return;
        queue.Finished(lane, batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            var result = Result(batch[i], outputs.AsSpan(i * pack.Output.Dimension, pack.Output.Dimension), failure, start, inference, batch.Count);
            metrics.RecordPicture(lane, result);
            batch[i].Complete(result);
        }
    }

    /// <summary>Gives the pictures of a failed batch to the other devices, when there are any and this is their first failure.</summary>
    /// <returns>False when the failure is the pictures' answer. What is left in the batch then is all that needs one.</returns>
    bool HandOver(List<PictureJob> batch, float[] tensors, EmbeddingUnavailableException failure)
    {
        var rests = queue.Failed(place, out var isNews);
        if (isNews)
            failed(new DeviceFailure(device.Name, rests, failure.InnerException!));
        if (!rests)
            return false;
        var again = new List<PictureJob>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch[i].HasFailedBefore)
                continue;
            batch[i].HasFailedBefore = true;
            batch[i].Tensor = ArrayPool<float>.Shared.Rent(pack.Input.Length);
            tensors.AsSpan(i * pack.Input.Length, pack.Input.Length).CopyTo(batch[i].Tensor);
            again.Add(batch[i]);
        }
        batch.RemoveAll(job => job.Tensor is not null);
        queue.Again(lane, again);
        return batch.Count == 0;
    }

    EmbeddingResult Result(PictureJob job, ReadOnlySpan<float> output, EmbeddingUnavailableException? failure, long start, TimeSpan inference, int count)
    {
        var vector = failure is not null ? null : pack.Output.Normalization == EmbeddingNormalization.L2 ? UnitVector.From(output) : output.ToArray();
        if (vector is null)
            failure ??= new EmbeddingUnavailableException($"The model {pack.Name} gave a vector without a direction for this picture.");
        return new EmbeddingResult(vector, failure, job.DecodeTime, inference, clock.GetElapsedTime(job.AcceptedAt, start) - job.DecodeTime, count);
    }
}
