using System.Diagnostics;
using FashionOrleans.Fuzz.Mutation;

namespace FashionOrleans.Fuzz;

/// <summary>Gives a target inputs: first those that are kept, then changed ones, more of those that took new branches.</summary>
/// <param name="target">The target.</param>
/// <param name="kept">The corpus.</param>
/// <param name="coverage">The branches.</param>
/// <param name="current">Where the input at work is seen from outside.</param>
/// <param name="report">Is told each finding: its kind, the input and what happened.</param>
sealed class FuzzLoop(IFuzzTarget target, IReadOnlyList<byte[]> kept, Coverage coverage, CurrentInput current, Action<string, byte[], string> report)
{
    const int GeneratedShare = 4;
    const int MendedShare = 2;
    const int MaxQueue = 4000;
    const int Candidates = 3;
    static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    readonly List<byte[]> _queue = [];
    readonly List<byte[]> _interesting = [];

    /// <summary>Branches taken; 0 when nothing is instrumented.</summary>
    public int Edges => coverage.Edges;

    /// <summary>Inputs that took a new branch.</summary>
    public IReadOnlyList<byte[]> Interesting => _interesting;

    /// <summary>The longest time that an input took.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Runs so many inputs.</summary>
    /// <returns>How many were refused; the others ended in a value.</returns>
    public long Run(long count, int seed)
    {
        var random = new Random(seed);
        var mutator = new Mutator(random, target.Words, CurrentInput.MaxBytes);
        _queue.AddRange(target.Seeds);
        _queue.AddRange(kept);
        var refused = 0L;
        for (var number = 0L; number < count; number++)
        {
            var input = Next(number, random, mutator);
            refused += Try(input) ? 1 : 0;
            if (coverage.IsNew() && _queue.Count < MaxQueue && IsNewAgain(input))
            {
                _queue.Add(input);
                _interesting.Add(input);
            }
        }

        return refused;
    }

    byte[] Next(long number, Random random, Mutator mutator)
    {
        if (number < target.Seeds.Count + kept.Count)
        {
            return _queue[(int)number];
        }

        if (random.Next(GeneratedShare) == 0 && target.Generate(random) is { } drawn)
        {
            return random.Next(2) == 0 ? drawn : mutator.Mutate(drawn, Pick(random));
        }

        var input = mutator.Mutate(Pick(random), Pick(random));
        if (random.Next(MendedShare) == 0)
        {
            target.Mend(input);
        }

        return input;
    }

    bool IsNewAgain(byte[] input)
    {
        Try(input);
        return coverage.IsConfirmed();
    }

    // Of a few the shortest. Each round more of a loop is a new branch, so that inputs that were kept grow up to the limit; one of those takes as long as hundreds
    // of short ones and seldom shows more.
    byte[] Pick(Random random)
    {
        var shortest = _queue[random.Next(_queue.Count)];
        for (var candidate = 1; candidate < Candidates; candidate++)
        {
            var other = _queue[random.Next(_queue.Count)];
            shortest = other.Length < shortest.Length ? other : shortest;
        }

        return shortest;
    }

    /// <returns>Whether the input was refused.</returns>
    bool Try(byte[] input)
    {
        current.Begin(input);
        coverage.Begin();
        var (begun, allocated, refused) = (ThreadClock.Now, GC.GetAllocatedBytesForCurrentThread(), false);
        try
        {
            target.Run(input);
        }
        catch (Exception exception) when (Refusals.Allow(exception))
        {
            refused = true;
        }
        catch (Exception exception)
        {
            report(Kind(exception), input, exception.ToString());
        }

        var took = ThreadClock.Now - begun;
        Longest = took > Longest ? took : Longest;
        if (took > Slow)
        {
            report("slow", input, $"It took {took.TotalSeconds:F1} s of processor time; an input has {Slow.TotalSeconds:F0} s.");
        }

        if (GC.GetAllocatedBytesForCurrentThread() - allocated is var bytes && bytes > target.MaxAllocated(input))
        {
            report("allocation", input, $"{input.Length:N0} bytes made it allocate {bytes:N0}; {target.MaxAllocated(input):N0} are allowed.");
        }

        return refused;
    }

    // The same defect shows up in thousands of inputs: the exception and where it was thrown tell them apart.
    static string Kind(Exception exception)
    {
        var method = new StackTrace(exception).GetFrames().Select(frame => frame.GetMethod()).FirstOrDefault(IsOurs);
        return $"{exception.GetType().Name} in {method?.DeclaringType?.Name}.{method?.Name}";
    }

    static bool IsOurs(System.Reflection.MethodBase? method) =>
        method?.DeclaringType?.Namespace is { } space && space.StartsWith("FashionOrleans", StringComparison.Ordinal);
}
