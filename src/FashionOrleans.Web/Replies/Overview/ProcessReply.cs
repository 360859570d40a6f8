using System.ComponentModel;
using FashionOrleans.Contracts;

namespace FashionOrleans.Web.Replies;

/// <summary>A process at one moment.</summary>
sealed record ProcessReply(
    string Version,
    DateTimeOffset StartedAt,
    int Processors,
    [property: Description("The part of its processors that it used in the last seconds, 0 to 1.")] double Cpu,
    long WorkingSetBytes,
    long HeapBytes,
    long MemoryLimitBytes)
{
    public static ProcessReply Of(ProcessStatus process) => new(
        process.Version, process.StartedAt, process.Processors, process.Cpu, process.WorkingSetBytes, process.HeapBytes, process.MemoryLimitBytes);
}
