namespace FashionOrleans.Benchmarks.Scale;

/// <summary>Bytes an item in memory: codes, vector, id and bookkeeping; attributes come on top.</summary>
/// <param name="Float32">Full vectors as float32.</param>
/// <param name="Float16">As float16.</param>
/// <param name="Mapped">Full vectors in files.</param>
/// <param name="Graph">What a graph adds.</param>
sealed record MemoryPart(double Float32, double Float16, double Mapped, double Graph);
