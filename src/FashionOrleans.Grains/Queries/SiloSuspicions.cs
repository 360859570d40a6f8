using System.Collections.Concurrent;

namespace FashionOrleans.Grains.Queries;

/// <summary>
/// Silos that have been overtaken several times in a row. Until the cluster has found out whether they are dead, others are asked first; after
/// a second one query tries again.
/// </summary>
public sealed class SiloSuspicions(TimeProvider time)
{
    const int LossesToSuspect = 3;
    static readonly TimeSpan Duration = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<SiloAddress, (int Losses, long Since)> _losses = new();

    /// <summary>Whether others should be asked first.</summary>
    public bool IsSuspect(SiloAddress silo) =>
        _losses.TryGetValue(silo, out var lost) && lost.Losses >= LossesToSuspect && time.GetElapsedTime(lost.Since) < Duration;

    /// <summary>Takes note that another silo was faster, or that this one failed.</summary>
    /// <returns>Whether that makes it a suspect, which it was not before.</returns>
    public bool Lost(SiloAddress silo) =>
        _losses.AddOrUpdate(silo, _ => (1, time.GetTimestamp()), (_, lost) => (lost.Losses + 1, time.GetTimestamp())).Losses == LossesToSuspect;

    /// <summary>Takes note that the silo answered in time.</summary>
    public void Answered(SiloAddress silo) => _losses.TryRemove(silo, out _);
}
