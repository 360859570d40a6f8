namespace FashionOrleans.Load;

/// <summary>One thing that is looked at for growth.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Unit">Its unit; empty for a count.</param>
/// <param name="Block">What <see cref="Trend.Of"/> takes the means of.</param>
/// <param name="Samples">Its values over time.</param>
readonly record struct SoakSeries(string Name, string Unit, TimeSpan Block, (TimeSpan At, double Value)[] Samples);
