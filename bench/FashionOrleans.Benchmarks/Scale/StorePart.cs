namespace FashionOrleans.Benchmarks.Scale;

/// <summary>A durable store, server and client on the same machine. Items a second by the clock; of the last two the best of several rounds.</summary>
/// <param name="Written">Committed in batches of 1,000, waiting for the disk.</param>
/// <param name="Read">All items of the shards, read and thrown away.</param>
/// <param name="Loaded">Read and put into indexes: what a silo does at its start, before codes are learnt.</param>
sealed record StorePart(double Written, double Read, double Loaded);
