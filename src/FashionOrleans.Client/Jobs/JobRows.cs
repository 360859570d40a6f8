namespace FashionOrleans.Client;

/// <summary>The rows of a job's feed.</summary>
/// <param name="Total">How many there are, null while they are not counted.</param>
/// <param name="Read">Those that are done with.</param>
/// <param name="Stored">Of these, stored.</param>
/// <param name="Unchanged">Of these, found in the catalogue as they are.</param>
/// <param name="Refused">Of these, refused.</param>
public sealed record JobRows(long? Total, long Read, long Stored, long Unchanged, long Refused);
