namespace FashionOrleans.Embedding;

/// <summary>
/// The outputs of a detector, for one picture with n boxes: boxes <c>float32[n, 4]</c>, scores <c>float32[n]</c>, labels <c>int64[n]</c>, each with a
/// leading dimension of 1 or without. Overlapping boxes are for the graph to suppress.
/// </summary>
/// <param name="Boxes">Name of the output with the boxes.</param>
/// <param name="Scores">Name of the output with the scores, 0 to 1.</param>
/// <param name="Labels">Name of the output with the labels; null when the graph gives none.</param>
/// <param name="Format">What the four numbers of a box are.</param>
/// <param name="Units">What the numbers count.</param>
/// <param name="LeastScore">Boxes below it are left out, 0 to 1.</param>
public sealed record DetectorOutput(string Boxes, string Scores, string? Labels, BoxFormat Format, BoxUnits Units, double LeastScore);
