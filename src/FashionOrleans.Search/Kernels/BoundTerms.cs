namespace FashionOrleans.Search;

/// <summary>What a query contributes to estimates and bounds of a level; see <see cref="VectorKernels.Bound"/>.</summary>
/// <param name="Offset">The estimate of a row whose sum is zero.</param>
/// <param name="Scale">What a unit of the sum adds to the estimate.</param>
/// <param name="Slack">Rounding and the query's own quantisation, for any row.</param>
/// <param name="ErrorWeight">At least the norm of the query inside the coded dimensions.</param>
/// <param name="RestWeight">At least the norm of the query outside the coded dimensions.</param>
readonly record struct BoundTerms(float Offset, float Scale, float Slack, float ErrorWeight, float RestWeight);
