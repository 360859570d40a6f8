namespace FashionOrleans.Fuzz.Targets;

/// <summary>Code with a known defect, by which the fuzzer itself is tested: <c>broken-throw</c>, <c>broken-hang</c>, <c>broken-crash</c>, <c>broken-allocation</c>.</summary>
sealed class BrokenTarget(string name) : IFuzzTarget
{
    public const string Prefix = "broken-";

    public string Name => name;

    public IReadOnlyList<byte[]> Seeds { get; } = ["FUZ"u8.ToArray(), "ok"u8.ToArray()];

    public IReadOnlyList<string> Words { get; } = ["Z!"];

    public void Run(byte[] input)
    {
        if (!input.AsSpan().StartsWith("FUZ!"u8))
        {
            return;
        }

        switch (name[Prefix.Length..])
        {
            case "throw":
                throw new InvalidOperationException("A defect.");
            case "hang":
                while (input.Length > 0)
                {
                }

                return;
            case "crash":
                Environment.FailFast("As a native library would.");
                return;
            default:
                GC.KeepAlive(new byte[100_000_000]);
                return;
        }
    }
}
