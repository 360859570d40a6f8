namespace FashionOrleans.Fuzz;

/// <summary>Code that reads what strangers, or a damaged disk, send.</summary>
interface IFuzzTarget
{
    /// <summary>Lower-case; also the name of its folder in the corpus.</summary>
    string Name { get; }

    /// <summary>Whole inputs to start from, most of them valid.</summary>
    IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Pieces that the code looks for.</summary>
    IReadOnlyList<string> Words { get; }

    /// <summary>Bytes that reading an input may allocate.</summary>
    long MaxAllocated(ReadOnlySpan<byte> input) => 4_000_000 + (200L * input.Length);

    /// <summary>A new valid input, or nearly so; null when only seeds are mutated.</summary>
    byte[]? Generate(Random random) => null;

    /// <summary>What makes a mutated input pass checks that would hide the rest of the code, such as checksums.</summary>
    void Mend(byte[] input)
    {
    }

    /// <summary>Reads an input. What is thrown, other than a documented refusal (<see cref="Refusals"/>), is a finding.</summary>
    void Run(byte[] input);
}
