namespace FashionOrleans.Grains.Exports;

/// <summary>For how long an export waits for its reader.</summary>
/// <param name="Length">From one page to the next.</param>
/// <param name="Look">How often it is seen whether it has run out.</param>
public sealed record ExportLease(TimeSpan Length, TimeSpan Look)
{
    /// <summary>Ten minutes: a part of 16 MB on a line of a quarter of a megabit a second is behind a page.</summary>
    public static ExportLease Default { get; } = new(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(10));
}
