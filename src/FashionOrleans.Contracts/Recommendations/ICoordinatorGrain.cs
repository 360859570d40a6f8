namespace FashionOrleans.Contracts;

/// <summary>
/// Answers queries over a whole catalogue: embeds the example, fans out to the shards, merges the k best and fetches the winners'
/// attributes. Holds nothing of its own, so any silo runs as many as it needs. The key is a <see cref="CoordinatorKey"/>.
/// </summary>
public interface ICoordinatorGrain : IGrainWithStringKey
{
    /// <summary>
    /// The products that look most like the examples. Answers with what it has when the deadline comes, and says in
    /// <see cref="Coverage"/> what that is.
    /// </summary>
    /// <exception cref="FashionOrleansException">
    /// There is no such catalogue, an example is no picture, unknown or missing, k or the filter is invalid, or there is no answer at all
    /// by the deadline.
    /// </exception>
    Task<Recommendations> RecommendAsync(RecommendationQuery query, CancellationToken cancellationToken);
}
