namespace FashionOrleans.Client;

/// <summary>Reply of the lists of jobs.</summary>
sealed record JobList(IReadOnlyList<Job> Jobs);
