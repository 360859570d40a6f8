using System.Collections.Immutable;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Operations;

/// <summary>How long the calls of the last five minutes took, ten seconds by ten seconds. Safe to use from many threads; recording never waits.</summary>
/// <param name="time">Measures, and says which ten seconds it is.</param>
public sealed class LatencyWindow(TimeProvider time)
{
    /// <summary>Slots that are remembered, the one that is not over yet among them.</summary>
    public const int Slots = 30;

    /// <summary>How long a slot is.</summary>
    public static readonly TimeSpan SlotLength = TimeSpan.FromSeconds(10);

    readonly Slot?[] _slots = new Slot?[Slots];
    readonly Lock _renewing = new();

    /// <summary>Makes a call and takes note of how long it took, or that it failed. What the caller did wrong or gave up does not count.</summary>
    public async Task MeasureAsync(Func<Task> call)
    {
        var begun = time.GetTimestamp();
        try
        {
            await call();
        }
        catch (Exception exception)
        {
            if (IsFailure(exception))
            {
                Interlocked.Increment(ref Current.Failed);
            }

            throw;
        }

        Record(time.GetElapsedTime(begun));
    }

    /// <summary>Takes note of a call that was answered.</summary>
    public void Record(TimeSpan took) => Interlocked.Increment(ref Current.Counts[LatencyBuckets.Of(took.TotalMilliseconds)]);

    /// <summary>The slots that are remembered and had calls, in order.</summary>
    public ImmutableArray<LatencySlot> Read()
    {
        var oldest = NumberOf(time.GetUtcNow()) - Slots + 1;
        return [.. _slots.OfType<Slot>().Where(slot => slot.Number >= oldest).OrderBy(slot => slot.Number).Select(slot => slot.ToMessage())];
    }

    /// <summary>The slot of a moment.</summary>
    internal static long NumberOf(DateTimeOffset moment) => moment.UtcTicks / SlotLength.Ticks - DateTimeOffset.UnixEpoch.UtcTicks / SlotLength.Ticks;

    Slot Current
    {
        get
        {
            var number = NumberOf(time.GetUtcNow());
            ref var place = ref _slots[number % Slots];
            return Volatile.Read(ref place) is { } slot && slot.Number == number ? slot : Renew(ref place, number);
        }
    }

    Slot Renew(ref Slot? place, long number)
    {
        lock (_renewing)
        {
            return place is { } slot && slot.Number == number ? slot : place = new Slot(number);
        }
    }

    /// <summary>Whether it was the system that failed: a user's mistake is answered with a sentence, and who gave up waits for nothing.</summary>
    static bool IsFailure(Exception exception) => exception switch
    {
        OperationCanceledException => false,
        FashionOrleansException refusal => refusal.Code is ErrorCodes.Overloaded or ErrorCodes.NotReady or ErrorCodes.DeadlineExceeded
            or ErrorCodes.EmbeddingUnavailable or ErrorCodes.StoreUnavailable,
        _ => true,
    };

    sealed class Slot(long number)
    {
        public readonly int[] Counts = new int[LatencyBuckets.Count];
        public int Failed;

        public long Number { get; } = number;

        public LatencySlot ToMessage()
        {
            var buckets = ImmutableArray.CreateBuilder<int>();
            var counts = ImmutableArray.CreateBuilder<int>();
            for (var bucket = 0; bucket < Counts.Length; bucket++)
            {
                if (Volatile.Read(ref Counts[bucket]) is var count and > 0)
                {
                    buckets.Add(bucket);
                    counts.Add(count);
                }
            }

            return new LatencySlot(Number, Volatile.Read(ref Failed), buckets.DrainToImmutable(), counts.DrainToImmutable());
        }
    }
}
