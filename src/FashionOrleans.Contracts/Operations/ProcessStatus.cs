namespace FashionOrleans.Contracts;

/// <summary>A process at one moment.</summary>
/// <param name="Version">Of the program.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Processors">Processors that it may use.</param>
/// <param name="Cpu">The part of them that it used in the last seconds, in [0, 1].</param>
/// <param name="WorkingSetBytes">Memory that it has from the machine.</param>
/// <param name="HeapBytes">Memory that the garbage collector manages.</param>
/// <param name="MemoryLimitBytes">Memory that it may have: of its container, or of the machine.</param>
[GenerateSerializer, Immutable]
public sealed record ProcessStatus(
    string Version, DateTimeOffset StartedAt, int Processors, double Cpu, long WorkingSetBytes, long HeapBytes, long MemoryLimitBytes);
