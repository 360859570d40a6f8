using System.Collections.Concurrent;

namespace FashionOrleans.Embedding.Tests.Support;

/// <summary>
/// A model that runs a batch only when the test lets it, and whose output tells the picture: the mean of its input, then ones. Waits are bounded.
/// </summary>
sealed class GatedModel(int dimension, int inputLength) : IBatchModel
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly SemaphoreSlim _gate = new(0);
    readonly BlockingCollection<int> _entered = [];

    public int MaxBatch { get; init; } = int.MaxValue;

    /// <summary>Sizes of all batches, in the order they ran.</summary>
    public ConcurrentQueue<int> Batches { get; } = [];

    /// <summary>Makes the next run fail.</summary>
    public bool FailsNext { get; set; }

    /// <summary>Makes every run fail while it is set.</summary>
    public bool Fails { get; set; }

    public bool IsDisposed { get; private set; }

    /// <summary>Lets the given number of batches run.</summary>
    public void Open(int batches = 1_000_000) => _gate.Release(batches);

    /// <summary>Waits until a batch has reached the gate.</summary>
    /// <returns>Its size.</returns>
    public int WaitForBatch() => _entered.TryTake(out var size, Patience) ? size : throw new TimeoutException("No batch reached the model.");

    public void Run(Memory<float> tensors, int count, Span<float> outputs)
    {
        Batches.Enqueue(count);
        _entered.Add(count);
        if (!_gate.Wait(Patience))
            throw new TimeoutException("The test did not open the gate.");
        if (FailsNext || Fails)
        {
            FailsNext = false;
            throw new InvalidOperationException("The device is gone.");
        }
        for (var i = 0; i < count; i++)
        {
            var output = outputs.Slice(i * dimension, dimension);
            output.Fill(1);
            output[0] = Mean(tensors.Span.Slice(i * inputLength, inputLength));
        }
    }

    public void Dispose() => IsDisposed = true;

    static float Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (var value in values)
            sum += value;
        return (float)(sum / values.Length);
    }
}
