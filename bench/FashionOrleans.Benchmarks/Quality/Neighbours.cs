namespace FashionOrleans.Benchmarks.Quality;

/// <summary>What one query found.</summary>
/// <param name="Rows">Rows of the catalogue, best first.</param>
/// <param name="Scores">Their scores.</param>
readonly record struct Neighbours(int[] Rows, double[] Scores);
