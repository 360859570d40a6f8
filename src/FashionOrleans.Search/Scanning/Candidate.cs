namespace FashionOrleans.Search;

/// <summary>A row that may belong to the answer, with what is known about its score.</summary>
/// <param name="Row">The row.</param>
/// <param name="Estimate">Its estimated score.</param>
/// <param name="Upper">What its score cannot exceed.</param>
readonly record struct Candidate(int Row, double Estimate, double Upper);
