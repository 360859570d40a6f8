namespace FashionOrleans.Loader.Evaluation;

/// <summary>One query of a dump.</summary>
/// <param name="Id">The query's id.</param>
/// <param name="Results">Ids of its results, best first.</param>
/// <param name="Scores">Their scores.</param>
sealed record DumpLine(string Id, IReadOnlyList<string> Results, IReadOnlyList<double> Scores);
