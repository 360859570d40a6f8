namespace FashionOrleans.Benchmarks.Scale;

/// <summary>An index of one size.</summary>
/// <param name="Rows">How many items.</param>
/// <param name="Vectors">Where they come from.</param>
/// <param name="ExactMs">Milliseconds of processor time for a certified exact search, alone.</param>
/// <param name="Rescored">Rows read in full by it, the median.</param>
/// <param name="GraphMs">Milliseconds of processor time for a search of the graph with the smallest ef tried that reaches recall 0.99, else the largest tried.</param>
/// <param name="GraphRescored">Rows read in full by that, the median.</param>
/// <param name="Ef">That ef.</param>
/// <param name="Recall">The recall there.</param>
/// <param name="LearnSeconds">Seconds of processor time to learn the codes and code all rows.</param>
/// <param name="GraphSeconds">Seconds of processor time to build the graph.</param>
sealed record IndexPart(
    int Rows, string Vectors, double ExactMs, double Rescored, double GraphMs, double GraphRescored, int Ef, double Recall, double LearnSeconds, double GraphSeconds);
