namespace FashionOrleans.Benchmarks.Scale;

/// <summary>A call from silo to silo over loopback: a query of one vector, an answer of ten hits and eight shards.</summary>
/// <param name="CpuUs">Microseconds of processor time, both ends together.</param>
/// <param name="MergeUs">Microseconds to merge one more silo's hits.</param>
sealed record CallPart(double CpuUs, double MergeUs);
