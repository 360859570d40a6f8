namespace FashionOrleans.Load;

/// <summary>What a process took over a while.</summary>
/// <param name="MaxResidentBytes">The most resident memory that was seen.</param>
/// <param name="Processors">Processors that it kept busy, on average.</param>
readonly record struct ProcessUse(long MaxResidentBytes, double Processors);
